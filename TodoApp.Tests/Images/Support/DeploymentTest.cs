using System.Net;
using System.Net.Http.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images.Support;

/// <summary>A test on a deployment of its own: PostgreSQL over TLS, migrated, in a private network.</summary>
public abstract class DeploymentTest : IAsyncLifetime
{
    private Deployment? _deployment;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected Deployment Deployment => _deployment ?? throw new InvalidOperationException("Nothing has been deployed.");

    public async ValueTask InitializeAsync() => _deployment = await Deployment.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null)
        {
            // What went wrong stands in the containers' logs, which go away with them.
            if (TestContext.Current.TestState?.Result is TestResult.Failed)
                TestContext.Current.TestOutputHelper?.WriteLine(await _deployment.LogsAsync());
            await _deployment.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected static async Task<TestUser> NewUser(Uri api)
    {
        using var client = new HttpClient { BaseAddress = api };
        var request = new RegisterRequest($"{Guid.NewGuid():N}@example.org", TestUser.Password, "Test User", "Europe/Berlin");
        using var answer = await client.PostAsJsonAsync("/api/v1/users/register", request, ContractJson.Options, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new(api, (await answer.Content.ReadFromJsonAsync<TokenResponse>(ContractJson.Options, Ct))!);
    }
}

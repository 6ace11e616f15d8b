using System.Net;
using TodoApp.Tests.Images.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images;

/// <summary>The one container that a Hugging Face Space runs.</summary>
[Trait("Kind", "Images")]
[Collection(ImageTestGroup.Name)]
public sealed class SpaceTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly string _name = $"todo-space-{Guid.NewGuid():N}"[..18];
    private Uri _address = new("http://localhost");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Podman.DoAsync("network", "create", _name);
        await Podman.DoAsync(
            "run", "--detach", "--name", _name, "--network", _name, "--user=1000", "--cap-drop=all", "--security-opt=no-new-privileges",
            "--volume", $"{_name}:/data", BuiltImages.Space);
        await IsUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Podman.TryAsync("rm", "--force", "--time=0", "--volumes", _name);
        await Podman.TryAsync("volume", "rm", "--force", _name);
        await Podman.TryAsync("network", "rm", "--force", _name);
    }

    [Fact]
    public async Task Everything_answers_on_one_port_and_stays_when_the_space_is_restarted()
    {
        using var visitor = new Visitor(_address);
        await visitor.Register();
        var added = await visitor.Add("Water the plants");
        using var client = new HttpClient { BaseAddress = _address };
        using var mcp = await client.PostAsync("/api/v1/mcp", null, Ct);
        using var resource = await client.GetAsync("/.well-known/oauth-protected-resource", Ct);
        using var document = await client.GetAsync("/openapi/v1.json", Ct);

        Assert.Contains("Water the plants", added.Titles);
        Assert.Equal(HttpStatusCode.Unauthorized, mcp.StatusCode);
        Assert.Equal(HttpStatusCode.OK, resource.StatusCode);
        Assert.Equal(HttpStatusCode.OK, document.StatusCode);
        Assert.Equal(0, (await Podman.TryAsync("healthcheck", "run", _name)).Code);

        await Podman.DoAsync("stop", "--time=30", _name);
        Assert.Equal("0", await Podman.DoAsync("inspect", "--format", "{{.State.ExitCode}}", _name));
        await Podman.DoAsync("start", _name);
        await IsUpAsync();
        using var again = new Visitor(_address);
        await again.SignIn(email: visitor.Email);
        Assert.Contains("Water the plants", (await again.Get("/inbox")).Titles.Concat((await again.Get("/today")).Titles));
    }

    [Fact]
    public async Task When_one_of_its_processes_dies_the_container_ends()
    {
        await Podman.DoAsync("exec", _name, "bash", "-c", "kill -KILL $(grep -la TodoApp.Ap[i].dll /proc/[0-9]*/cmdline | head -1 | cut -d/ -f3)");

        Assert.Equal("1", await Podman.DoAsync("wait", _name));
    }

    private async Task IsUpAsync()
    {
        _address = new($"http://{await Podman.AddressAsync(_name)}:7860");
        using var client = new HttpClient { BaseAddress = _address, Timeout = TimeSpan.FromSeconds(2) };
        using var deadline = new CancellationTokenSource(s_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            if ((await Podman.TryAsync("healthcheck", "run", _name)).Code == 0 && await AnswersAsync(client))
                return;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health", Ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

using System.Globalization;
using System.Net;
using TodoApp.Tests.Images.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images;

/// <summary><c>compose.yaml</c> as it is, by podman-compose.</summary>
[Trait("Kind", "Images")]
[Collection(ImageTestGroup.Name)]
public sealed class ComposeTests(BuiltImages images) : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly string _project = $"todotest{Guid.NewGuid():N}"[..16];
    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("todoapp-compose-");
    private readonly int _web = PostgresProcess.FreePort();
    private readonly int _api = PostgresProcess.FreePort();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.NotNull(images);
        (await Podman.RunAsync(Path.Combine(Repository.Root, "build", "compose-secrets"), [_secrets.FullName])).Expect();
        (await ComposeAsync("up", "--detach", "--no-build")).Expect();
    }

    public async ValueTask DisposeAsync()
    {
        await ComposeAsync("down", "--volumes", "--timeout", "1");
        await Podman.TryAsync("network", "rm", "--force", $"{_project}_default");
        _secrets.Delete(recursive: true);
    }

    [Fact]
    public async Task The_whole_topology_comes_up_and_serves_on_its_ports()
    {
        await IsReadyAsync(_web, "/signin");
        await IsReadyAsync(_api, "/openapi/v1.json");
        using var visitor = new Visitor(new Uri($"http://127.0.0.1:{_web}"));

        await visitor.Register();
        var added = await visitor.Add("Water the plants");

        Assert.Contains("Water the plants", added.Titles);
    }

    [Fact]
    public async Task No_secret_can_be_read_from_what_the_engine_shows_of_a_container()
    {
        var containers = (await Podman.DoAsync("ps", "--all", "--quiet", "--filter", $"name={_project}_"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var shown = await Podman.DoAsync(["inspect", .. containers]);
        var secrets = new[] { "postgres-password", "app-db-password", "jwt-signing-key" }
            .Select(name => File.ReadAllText(Path.Combine(_secrets.FullName, name)));

        Assert.InRange(containers.Length, 4, 6);
        Assert.DoesNotContain(secrets, secret => shown.Contains(secret, StringComparison.Ordinal));
    }

    private Task<Manifests.Support.ToolResult> ComposeAsync(params string[] arguments) => Podman.RunAsync(
        "podman-compose",
        ["--project-name", _project, "--file", Path.Combine(Repository.Root, "compose.yaml"), .. arguments],
        environment: new Dictionary<string, string>
        {
            ["TODO_VERSION"] = "test",
            ["TODO_SECRETS"] = _secrets.FullName,
            ["WEB_PORT"] = _web.ToString(CultureInfo.InvariantCulture),
            ["API_PORT"] = _api.ToString(CultureInfo.InvariantCulture),
        });

    private static async Task IsReadyAsync(int port, string path)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var deadline = new CancellationTokenSource(s_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                using var answer = await client.GetAsync($"http://127.0.0.1:{port}{path}", Ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException && !Ct.IsCancellationRequested)
            {
                // Not up yet; the deadline ends the waiting.
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images.Support;

/// <summary>A service in its container.</summary>
/// <param name="Name">The container's.</param>
/// <param name="Address">Where it serves.</param>
/// <param name="Health">Where probes ask.</param>
/// <param name="Start">From the start of the container to the first time it was ready.</param>
internal sealed record Service(string Name, Uri Address, Uri Health, TimeSpan Start);

/// <summary>
/// PostgreSQL, migration, API and Web in containers of their own on a private network, as hardened as in the cluster, with
/// TLS to PostgreSQL whose certificate is verified. Everything goes away with it.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static readonly string[] s_hardened =
    [
        "--read-only", "--read-only-tmpfs=false", "--cap-drop=all", "--security-opt=no-new-privileges", "--tmpfs=/tmp:size=16m,mode=1777",
    ];

    private static int s_networks;

    // The engine's name server loses questions while it hears of a container that comes or goes. Asked again after five seconds, as
    // is usual, a connection would have been given up by then.
    private static readonly string[] s_service =
    [
        .. s_hardened, "--user=1654", "--memory=256m", "--cpus=0.5", "--dns-option=timeout:1", "--dns-option=attempts:5",
    ];

    private readonly string _name = $"todo-test-{Guid.NewGuid():N}"[..18];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("todoapp-images-");
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly List<string> _containers = [];
    private int _count;

    private string Volume => $"{_name}-data";

    public string Postgres => $"{_name}-postgres";

    /// <summary>A folder that PostgreSQL's container sees as <c>/backup</c>.</summary>
    public string Backup => Path.Combine(_folder.FullName, "backup");

    /// <summary>A database that has been migrated, and nothing that serves yet.</summary>
    public static async Task<Deployment> StartAsync()
    {
        var deployment = new Deployment();
        try
        {
            await deployment.PrepareAsync();
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public async Task StartPostgresAsync()
    {
        _containers.Add(Postgres);
        await Podman.DoAsync(
        [
            "run", "--detach", "--name", Postgres, "--network", _name, "--network-alias", "postgres", "--user=999", .. s_hardened,
            "--volume", "/run/postgresql", "--memory=512m", "--shm-size=128m",
            "--volume", $"{Volume}:/var/lib/postgresql/data", "--volume", $"{Backup}:/backup",
            .. Secrets(("postgres-password", null), ("tls.crt", null), ("tls.key", null)),
            "--env", "POSTGRES_PASSWORD_FILE=/run/secrets/postgres-password", "--env", "POSTGRES_DB=tododb",
            "--env", "POSTGRES_INITDB_ARGS=--auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8",
            "--entrypoint", """["bash","-c","install -m 600 /run/secrets/tls.key /tmp/tls.key && exec docker-entrypoint.sh \"$@\"","postgres"]""",
            BuiltImages.Postgres, "postgres", "-c", "ssl=on", "-c", "ssl_cert_file=/run/secrets/tls.crt", "-c", "ssl_key_file=/tmp/tls.key",
        ]);
        await PostgresAnswersAsync();
    }

    public Task PostgresAnswersAsync() => UntilAsync(
        async () => (await Podman.TryAsync("exec", Postgres, "pg_isready", "-q", "-h", "127.0.0.1", "-U", "postgres", "-d", "tododb")).Code == 0);

    /// <summary>Loses the database with all that is in it.</summary>
    public async Task DestroyPostgresAsync()
    {
        await Podman.DoAsync("rm", "--force", "--volumes", Postgres);
        await Podman.DoAsync("volume", "rm", Volume);
    }

    public Task<ToolResult> MigrateAsync() => Podman.TryAsync(
    [
        "run", "--rm", "--network", _name, .. s_service, .. Database("postgres"),
        .. Secrets(("postgres-password", "Database__Password"), ("app-db-password", "Database__AppPassword"), ("ca.crt", null)),
        BuiltImages.Api, "migrate",
    ]);

    public Task<Service> StartApiAsync(params string[] settings) => StartServiceAsync(
    [
        .. Database("todo_app"), "--network-alias", "api", "--env", "DOTNET_GCgen0size=0x400000",
        .. Secrets(("app-db-password", "Database__Password"), ("jwt-signing-key", "Auth__SigningKey"), ("ca.crt", null)),
        .. settings.SelectMany(static setting => new[] { "--env", setting }), BuiltImages.Api,
    ]);

    public Task<Service> StartWebAsync() =>
        StartServiceAsync(["--env", "services__api__http__0=http://api:8080", BuiltImages.Web]);

    /// <summary>Runs SQL as the owner, and comes back with the rows, a line each.</summary>
    public async Task<string> QueryAsync(string sql) => (await InPostgresAsync(["psql", "-XAt", "-v", "ON_ERROR_STOP=1", "-d", "tododb"], sql)).Expect().Trim();

    /// <summary>Runs a program of PostgreSQL's beside the server.</summary>
    public Task<ToolResult> InPostgresAsync(string[] command, string? input = null) => Podman.RunAsync(
        "podman",
        ["exec", "--interactive", "--env", $"PGPASSWORD={File.ReadAllText(Path.Combine(_folder.FullName, "postgres-password"))}",
         "--env", "PGUSER=postgres", "--env", "PGHOST=127.0.0.1", Postgres, .. command], input);

    /// <summary>Waits until a service is ready; how long is part of what is promised, so it is asked often.</summary>
    public Task ReadyAsync(Service service) => UntilAsync(async () =>
    {
        using var answer = await _probe.GetAsync(service.Health);
        return answer.StatusCode == HttpStatusCode.OK;
    });

    /// <summary>The last lines that each container has written.</summary>
    public async Task<string> LogsAsync()
    {
        var logs = new List<string>();
        foreach (var container in _containers)
        {
            var said = await Podman.TryAsync("logs", "--tail=40", container);
            logs.Add($"{container}:\n{said.Output}{said.Errors}");
        }

        return string.Join('\n', logs);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in _containers)
            await Podman.TryAsync("rm", "--force", "--time=0", "--volumes", container);
        await Podman.TryAsync("volume", "rm", "--force", Volume);
        await Podman.TryAsync("network", "rm", "--force", _name);
        _probe.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Subnet() => string.Create(CultureInfo.InvariantCulture, $"10.91.{Interlocked.Increment(ref s_networks) % 250}.0/24");

    private async Task PrepareAsync()
    {
        (await Podman.RunAsync(Path.Combine(Repository.Root, "build", "compose-secrets"), [_folder.FullName])).Expect();
        Directory.CreateDirectory(Backup);
        (await Podman.RunAsync("chmod", ["777", Backup])).Expect();
        // Addresses of its own: what the kernel and the name server remember of a network that was killed says nothing of this one.
        await Podman.DoAsync("network", "create", "--subnet", Subnet(), _name);
        await StartPostgresAsync();
        (await MigrateAsync()).Expect();
    }

    private async Task<Service> StartServiceAsync(string[] arguments)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_name}-{++_count}");
        _containers.Add(name);
        await Podman.DoAsync(["create", "--name", name, "--network", _name, .. s_service, .. arguments]);
        var clock = Stopwatch.StartNew();
        await Podman.DoAsync("start", name);
        var address = await Podman.AddressAsync(name);
        var service = new Service(name, new($"http://{address}:8080"), new($"http://{address}:8081/health"), default);
        await ReadyAsync(service);
        return service with { Start = clock.Elapsed };
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var deadline = new CancellationTokenSource(s_patience);
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                if (await holds())
                    return;
            }
            catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException)
            {
                // Not up yet; the deadline ends the waiting.
            }
        }
    }

    private static string[] Database(string role) =>
    [
        "--env", $"ConnectionStrings__tododb=Host=postgres;Username={role};Database=tododb",
        "--env", "Database__SslMode=VerifyFull", "--env", "Database__RootCertificate=/run/secrets/ca.crt",
    ];

    private string[] Secrets(params (string File, string? Target)[] secrets) =>
        [.. secrets.SelectMany(s => new[] { "--volume", $"{Path.Combine(_folder.FullName, s.File)}:/run/secrets/{s.Target ?? s.File}:ro" })];
}

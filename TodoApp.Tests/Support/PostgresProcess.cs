using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TodoApp.Tests.Support;

/// <summary>
/// A PostgreSQL server that ends with the tests, however they end: its shell waits on a pipe that only this process
/// holds open.
/// </summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    public const string Owner = "todo_owner";
    public const string OwnerPassword = "owner-for-tests";

    // A machine that does much else at the same time takes its time for a checkpoint.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private readonly Process _shell;

    private PostgresProcess(Process shell) => _shell = shell;

    /// <summary>The shell that the server is a child of.</summary>
    public int Id => _shell.Id;

    /// <summary>A port nobody listens on at the moment.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Initialises a folder and starts a server on it.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="port">Where it listens on 127.0.0.1.</param>
    /// <param name="settings">Configuration parameters, as <c>name=value</c>, that win over those of tests.</param>
    public static async Task<PostgresProcess> StartAsync(string folder, int port, params string[] settings)
    {
        var data = Path.Combine(folder, "data");
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, OwnerPassword);
        if (IsRoot)
            await RunAsync("chown", ["-R", ServerUser, folder]);

        await RunAsync(AsServerUser(PostgresBinaries.Find("initdb"),
            ["-D", data, "-U", Owner, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]));
        return await StartExistingAsync(folder, port, settings);
    }

    /// <summary>Starts a server on a folder that has been initialised.</summary>
    public static async Task<PostgresProcess> StartExistingAsync(string folder, int port, params string[] settings)
    {
        var data = Path.Combine(folder, "data");
        var server = AsServerUser(PostgresBinaries.Find("postgres"),
        [
            "-D", data, "-k", folder, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=off", "-c", "max_connections=1000", "-c", "shared_buffers=128MB", "-c", "log_min_messages=fatal",
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ]);
        // The server dies with this process: when the pipe on its standard input closes, the shell stops it.
        const string script = """
            "$@" </dev/null >&2 & server=$!
            trap 'kill -INT $server 2>/dev/null' TERM
            read -r _ || true
            kill -INT $server 2>/dev/null; wait $server
            """;
        var info = new ProcessStartInfo("bash", ["-c", script, "postgres", .. server])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        var shell = Process.Start(info) ?? throw new InvalidOperationException("bash did not start.");
        var errors = shell.StandardError.ReadToEndAsync();
        await WaitUntilReadyAsync(port, shell, errors);
        return new PostgresProcess(shell);
    }

    /// <summary>Kills the server's processes without a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        // All of them at once: those that outlive the first for a moment would keep the next server from starting.
        const string script = "server=$(pgrep -P $1); kill -KILL $server $(pgrep -P $server)";
        await RunAsync("bash", ["-c", script, "kill", _shell.Id.ToString(CultureInfo.InvariantCulture)]);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var deadline = new CancellationTokenSource(s_patience);
        await _shell.WaitForExitAsync(deadline.Token);

        _shell.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string ServerUser => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal))
        ? "postgres"
        : "nobody";

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsServerUser(string program, string[] arguments) =>
        IsRoot ? ["setpriv", "--reuid", ServerUser, "--clear-groups", program, .. arguments] : [program, .. arguments];

    private static async Task WaitUntilReadyAsync(int port, Process shell, Task<string> errors)
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = Owner,
            Password = OwnerPassword,
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;
        using var deadline = new CancellationTokenSource(s_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            if (shell.HasExited)
                throw new InvalidOperationException($"PostgreSQL ended: {await errors}");
            try
            {
                await using var probe = new NpgsqlConnection(connection);
                await probe.OpenAsync(deadline.Token);
                return;
            }
            catch (NpgsqlException)
            {
                // Not up yet; the deadline ends the waiting.
            }
        }
    }

    private static Task RunAsync(string program, string[] arguments) => RunAsync([program, .. arguments]);

    private static async Task RunAsync(string[] command)
    {
        var info = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await errors}{await output}");
    }
}

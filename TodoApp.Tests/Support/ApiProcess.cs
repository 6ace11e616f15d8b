using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace TodoApp.Tests.Support;

/// <summary>The API as a process of its own, in Production, as it was built.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    /// <summary>The same as that of <see cref="ApiHost"/>, so that a token of one is good at the other.</summary>
    private const string SigningKey = "c2lnbmluZy1rZXktZm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OQ==";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ApiProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens on loopback.</summary>
    public Uri Address { get; }

    /// <summary>What it has logged.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Lines of the log that are warnings or worse, but for those that only say how slow a busy machine is.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. _lines.Where(l => !l.Contains(".SlowRequests\"", StringComparison.Ordinal)).Where(l => new[] { "Warning", "Error", "Critical" }.Any(level => l.Contains($"\"LogLevel\":\"{level}\"", StringComparison.Ordinal)))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts a replica.</summary>
    public static ApiProcess Serve(string connection, params (string Key, string Value)[] settings) => Start(connection, [], settings);

    /// <summary>Starts the migration.</summary>
    public static ApiProcess Migrate(string? connection, params (string Key, string Value)[] settings) =>
        Start(connection, ["migrate"], [("Database__AppPassword", PostgresCluster.AppPassword), .. settings]);

    /// <summary>Waits until a probe answers as it should.</summary>
    public async Task UntilAsync(string path, HttpStatusCode status, TimeSpan? patience = null)
    {
        var clock = Stopwatch.StartNew();
        while (await ProbeAsync(path) != status)
        {
            if (_process.HasExited || clock.Elapsed > (patience ?? TimeSpan.FromSeconds(60)))
                Assert.Fail($"{path} did not answer {status}.\n{string.Join('\n', _lines)}");
            await Task.Delay(100, Ct);
        }
    }

    /// <summary>What a probe answers; null while nobody listens.</summary>
    public async Task<HttpStatusCode?> ProbeAsync(string path)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
            using var answer = await client.GetAsync(path, Ct);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitedAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(90));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it as Kubernetes does.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Ct);
        return await ExitedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ApiProcess Start(string? connection, string[] arguments, params (string Key, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{PostgresProcess.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Assembly),
        };
        foreach (var (key, value) in Settings(connection, address).Concat(settings))
            start.Environment[key] = value;
        return new(Process.Start(start)!, address);
    }

    private static IEnumerable<(string Key, string Value)> Settings(string? connection, Uri address)
    {
        yield return ("ASPNETCORE_ENVIRONMENT", "Production");
        yield return ("DOTNET_ENVIRONMENT", "Production");
        yield return ("ASPNETCORE_URLS", address.ToString());
        yield return ("Auth__SigningKey", SigningKey);
        yield return ("Auth__PasswordIterations", "100000");
        yield return ("Chat__Provider", "builtin");
        if (connection is not null)
            yield return ("ConnectionStrings__tododb", connection);
        foreach (var limit in new[] { "User", "Address", "Auth" })
            yield return ($"RateLimits__{limit}PerMinute", "1000000");
    }

    private static string Assembly
    {
        get
        {
            // bin/Debug/net10.0 here is bin/Debug/net10.0 there.
            var output = Path.GetRelativePath(Path.Combine(Repository.Root, "TodoApp.Tests"), AppContext.BaseDirectory);
            return Path.Combine(Repository.Root, "TodoApp.Api", output, "TodoApp.Api.dll");
        }
    }

    private void Read(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.AppHost;

/// <summary>The AppHost as a developer starts it, but with data, ports and secrets of its own.</summary>
internal sealed partial class AppHostProcess : IDisposable
{
    /// <summary>Given for every secret; must not be seen anywhere.</summary>
    public const string Secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Match> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Everything it has printed.</summary>
    public string Output => string.Join('\n', _lines);

    /// <param name="data">Where the database is kept.</param>
    /// <param name="args">More arguments; by default any port for Web.</param>
    /// <param name="otlp">Who receives telemetry.</param>
    public static AppHostProcess Start(string data, string[]? args = null, Uri? otlp = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, "--Database:Mode=local", $"--Database:Directory={data}", .. args ?? ["--Web:Port=0"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_DASHBOARD_PATH"] = "none";
        start.Environment["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = otlp?.ToString();
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        foreach (var secret in (string[])["postgres_password", "app_db_password", "jwt_signing_key", "openai_api_key"])
            start.Environment[$"Parameters__{secret}"] = Secret;

        return new(Process.Start(start)!);
    }

    /// <summary>Waits until everything is healthy.</summary>
    /// <returns>Where Web listens.</returns>
    public async Task<Uri> ReadyAsync()
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_ready.Task, ended, Task.Delay(TimeSpan.FromSeconds(120))) != _ready.Task)
            throw new InvalidOperationException($"The AppHost did not get ready.\n{Output}");

        return new Uri((await _ready.Task).Groups["web"].Value);
    }

    public async Task<int> ExitedAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(limit.Token);

        return _process.ExitCode;
    }

    /// <summary>Sends a signal to the AppHost alone.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string Assembly
    {
        get
        {
            // bin/Debug/net10.0 here is bin/Debug/net10.0 there.
            var output = Path.GetRelativePath(Path.Combine(Repository.Root, "TodoApp.Tests"), AppContext.BaseDirectory);

            return Path.Combine(Repository.Root, "TodoApp.AppHost", output, "TodoApp.AppHost.dll");
        }
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        _lines.Enqueue(line);
        if (ReadyLine().Match(line) is { Success: true } match)
            _ready.TrySetResult(match);
    }

    [GeneratedRegex(@"^ready  web=(?<web>\S+)  api=(?<api>\S+)  dashboard=(?<dashboard>\S+)$")]
    private static partial Regex ReadyLine();
}

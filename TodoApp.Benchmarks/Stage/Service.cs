using System.Diagnostics;
using System.Globalization;
using TodoApp.Tests.Support;

namespace TodoApp.Benchmarks.Stage;

/// <summary>A server that is measured: a process of its own on a port of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private Service(string name, Uri address, Process process) => (Name, Address, _process) = (name, address, process);

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>From its start to its first good answer: time on the wall, and CPU time.</summary>
    public (TimeSpan Wall, TimeSpan Cpu) StartUp { get; private set; }

    public CpuClock Cpu => CpuClock.Of(_process.Id);

    /// <summary>Resident memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a .NET program and waits for its first 200.</summary>
    public static async Task<Service> StartAsync(
        string name, string program, string[] arguments, Dictionary<string, string> settings, Func<HttpRequestMessage> probe)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PostgresProcess.FreePort()}"));
        var info = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["ASPNETCORE_URLS"] = address.ToString();
        info.Environment["DOTNET_ENVIRONMENT"] = info.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings)
            info.Environment[key] = value;

        var clock = Stopwatch.StartNew();
        var process = Process.Start(info) ?? throw new InvalidOperationException($"{name} did not start.");
        var service = new Service(name, address, process);
        var said = service.ListenAsync();
        await service.WaitAsync(probe, said);
        service.StartUp = (clock.Elapsed, service.Cpu.Used);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ListenAsync()
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        return await _process.StandardError.ReadToEndAsync();
    }

    private async Task WaitAsync(Func<HttpRequestMessage> probe, Task<string> said)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var deadline = new CancellationTokenSource(s_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var answer = "none";
        while (await NextAsync(pause, deadline.Token))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{Name} ended: {await said}");

            try
            {
                using var request = probe();
                using var response = await client.SendAsync(request, deadline.Token);
                if (response.IsSuccessStatusCode)
                    return;
                answer = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(deadline.Token)}";
            }
            catch (HttpRequestException)
            {
                // Not listening yet; the deadline ends the waiting.
            }
        }

        throw new InvalidOperationException($"{Name} gave no good answer within {s_patience.TotalSeconds} s; the last one: {answer}");
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer pause, CancellationToken ct)
    {
        try
        {
            return await pause.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

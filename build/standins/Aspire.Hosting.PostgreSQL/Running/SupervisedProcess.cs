using System.Diagnostics;
using System.Reflection;

namespace Aspire.Hosting.Running;

internal sealed record Command(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment);

/// <summary>A process that cannot outlive the AppHost (supervise.bash).</summary>
internal sealed class SupervisedProcess : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly string Script = ReadScript();
    private static readonly string[] Own = ["ASPIRE_", "AppHost__", "Parameters__", "ConnectionStrings__", "Database__"];

    private readonly Process _supervisor;

    private SupervisedProcess(Process supervisor, Action<string> print)
    {
        _supervisor = supervisor;
        Exited = WaitAsync(PumpAsync(supervisor.StandardOutput, print), PumpAsync(supervisor.StandardError, print));
    }

    /// <summary>Ends with the exit code, after the last line of output has been passed on.</summary>
    public Task<int> Exited { get; }

    public static SupervisedProcess Start(Command command, Action<string> print)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["-c", Script, "supervise", $"{(int)Grace.TotalSeconds}", command.FileName, .. command.Arguments])
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsTheAppHostsOwn).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        return new(Process.Start(start)!, print);
    }

    /// <summary>Asks the process to end, and makes it if it does not.</summary>
    public async Task StopAsync()
    {
        await OrderAsync("term");
        if (await Task.WhenAny(Exited, Task.Delay(Grace)) != Exited)
            await OrderAsync("kill");

        await Exited;
    }

    public void Dispose() => _supervisor.Dispose();

    // The AppHost's addresses would make a child listen in its place, and its secrets are none of a child's business:
    // each gets what the model gives it.
    private static bool IsTheAppHostsOwn(string name) =>
        name is "ASPNETCORE_URLS" or "DOTNET_LAUNCH_PROFILE" || Own.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private async Task OrderAsync(string order)
    {
        try
        {
            await _supervisor.StandardInput.WriteLineAsync(order);
            await _supervisor.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The supervisor has ended in between, and so has what it watched.
        }
    }

    private async Task<int> WaitAsync(params Task[] output)
    {
        await _supervisor.WaitForExitAsync();
        // A grandchild may hold the pipe open for longer than anyone wants to wait.
        await Task.WhenAny(Task.WhenAll(output), Task.Delay(TimeSpan.FromSeconds(1)));

        return _supervisor.ExitCode;
    }

    private static async Task PumpAsync(StreamReader output, Action<string> print)
    {
        while (await output.ReadLineAsync() is { } line)
            print(line);
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("supervise.bash")!);

        return reader.ReadToEnd();
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Stops the application when its terminal closes, or when the `dotnet run` that started it is killed.</summary>
internal sealed partial class Departure : IDisposable
{
    private readonly PosixSignalRegistration? _hangUp;
    private readonly Timer? _parent;

    public Departure(IHostApplicationLifetime lifetime)
    {
        if (OperatingSystem.IsWindows())
            return;

        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            lifetime.StopApplication();
        });
        var parent = GetParent();
        if (!IsDotNetRun(parent))
            return;

        _parent = new Timer(_ =>
        {
            if (GetParent() != parent)
                lifetime.StopApplication();
        }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        _hangUp?.Dispose();
        _parent?.Dispose();
    }

    /// <summary>
    /// Makes Ctrl+C heard by an AppHost that a script started in the background: shells without job control have such
    /// processes ignore it, .NET then leaves it ignored, and a script's Ctrl+C would end the script alone.
    /// </summary>
    public static void HearInterrupt()
    {
        const int interrupt = 2;
        if (OperatingSystem.IsWindows())
            return;

        // On Linux and macOS alike the action begins with its handler, and 1 stands for "ignore"; 0 for the default.
        Span<nint> action = stackalloc nint[64];
        if (GetAction(interrupt, nint.Zero, ref action[0]) == 0 && action[0] == 1)
            SetHandler(interrupt, nint.Zero);
    }

    // Any other parent may end first and mean nothing by it: a shell that put the AppHost into the background does.
    private static bool IsDotNetRun(int process)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "args=", "-p", $"{process}"]) { RedirectStandardOutput = true });
        var words = ps?.StandardOutput.ReadToEnd().Split(' ') ?? [];

        return words is [var program, ..] && Path.GetFileName(program) == "dotnet" && words.Contains("run");
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int GetAction(int signal, nint none, ref nint action);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}

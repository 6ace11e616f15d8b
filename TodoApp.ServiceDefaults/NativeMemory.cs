using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Gives memory back that the C library keeps (malloc_trim(3) of glibc; others have none, and then this does nothing). The
/// just-in-time compiler takes and frees tens of MiB while a process warms up, and glibc holds on to them for good.
/// </summary>
internal sealed class NativeMemory(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_seldom = TimeSpan.FromMinutes(5);

    private delegate int Trim(nuint pad);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var library) || !NativeLibrary.TryGetExport(library, "malloc_trim", out var export))
            return;

        var trim = Marshal.GetDelegateForFunctionPointer<Trim>(export);
        try
        {
            for (var turn = 0; ; turn++)
            {
                // Often while it warms up, seldom when there is little left to give.
                await Task.Delay(turn < 15 ? s_often : s_seldom, time, stoppingToken);
                _ = trim(0);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}

using System.Runtime.InteropServices;

namespace TodoApp.Api.Auth;

/// <summary>
/// Lets the calling thread step back behind all others of the machine when they want the processor too, and take all of it when
/// nobody does (setpriority(2), which on Linux is about a thread; .NET's own priorities do nothing there). Elsewhere, and where
/// it may not be done, the thread stays as it is.
/// </summary>
internal static class ThreadNiceness
{
    private const int Process = 0;
    private const int Self = 0;

    public static void StepBack(int niceness)
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(Process, Self, niceness);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int niceness);
}

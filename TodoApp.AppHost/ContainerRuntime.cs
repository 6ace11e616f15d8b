using System.ComponentModel;
using System.Diagnostics;

namespace TodoApp.AppHost;

/// <summary>Docker, or whatever stands in for it.</summary>
internal static class ContainerRuntime
{
    /// <summary>Whether one is here and well: a client without its engine does not count.</summary>
    public static bool Answers()
    {
        var name = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") ?? "docker";
        try
        {
            using var info = Process.Start(new ProcessStartInfo(name, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            info.BeginOutputReadLine();
            info.BeginErrorReadLine();
            if (info.WaitForExit(TimeSpan.FromSeconds(5)))
                return info.ExitCode == 0;

            info.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

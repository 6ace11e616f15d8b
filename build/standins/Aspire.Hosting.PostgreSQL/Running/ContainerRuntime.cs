using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>Docker or Podman, if one is there and well.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static string Name => Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") ?? "docker";

    public static async Task<bool> IsHealthyAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var info = Process.Start(new ProcessStartInfo(Name, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await Task.WhenAll(info.StandardOutput.ReadToEndAsync(limit.Token), info.StandardError.ReadToEndAsync(limit.Token));
            await info.WaitForExitAsync(limit.Token);

            return info.ExitCode == 0;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            return false;
        }
    }
}

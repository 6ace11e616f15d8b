using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>Finds out who listens on a port from Linux's /proc, for machines without lsof.</summary>
internal static class ProcNet
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static string? Holder(int port)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        var sockets = Tables.Where(File.Exists).SelectMany(File.ReadLines).Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields is [_, var local, _, Listening, ..] && local.EndsWith(':' + port.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal))
            .Select(static fields => $"socket:[{fields[9]}]")
            .ToHashSet();

        return Directory.EnumerateDirectories("/proc")
            .Where(static directory => Path.GetFileName(directory).All(char.IsAsciiDigit))
            .Where(directory => Files(directory).Any(sockets.Contains))
            .Select(static directory => $"process {Path.GetFileName(directory)} ({File.ReadAllText(directory + "/comm").Trim()})")
            .FirstOrDefault();
    }

    private static IEnumerable<string> Files(string process)
    {
        try
        {
            return [.. Directory.EnumerateFiles(process + "/fd").Select(static file => new FileInfo(file).LinkTarget ?? "")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Someone else's process, or one that has just ended.
            return [];
        }
    }
}

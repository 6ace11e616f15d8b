using System.Diagnostics;
using System.Globalization;

namespace TodoApp.Tests.AppHost;

/// <summary>What a process has started, directly or not, and whether any of it is still there.</summary>
internal sealed class ProcessTree
{
    private readonly List<(int Id, string Started)> _members;

    private ProcessTree(List<(int Id, string Started)> members) => _members = members;

    public int Count => _members.Count;

    public static async Task<ProcessTree> OfAsync(int root)
    {
        var all = await ListAsync();
        var members = new HashSet<int> { root };
        while (all.Any(process => members.Contains(process.Parent) && members.Add(process.Id)))
        {
            // Each round finds one more generation, until a round finds nobody.
        }

        return new([.. all.Where(process => members.Contains(process.Id)).Select(process => (process.Id, process.Started))]);
    }

    /// <summary>Waits until all are gone.</summary>
    /// <returns>Those that are not.</returns>
    public async Task<IReadOnlyList<string>> LeftAsync(TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            // A number alone may have been given to another process by now.
            var left = (await ListAsync()).Where(process => _members.Contains((process.Id, process.Started))).ToList();
            if (left.Count == 0 || clock.Elapsed > patience)
                return [.. left.Select(process => process.Command)];
            await Task.Delay(100);
        }
    }

    private static async Task<List<(int Id, int Parent, string Started, string Command)>> ListAsync()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-Ao", "pid=,ppid=,stat=,lstart=,args="]) { RedirectStandardOutput = true })!;
        var lines = (await ps.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // pid, parent, state, weekday, month, day, time, year, command; a zombie has ended and only waits to be counted.
        return [.. lines.Select(line => line.Split(' ', 9, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 9 && !fields[2].StartsWith('Z'))
            .Select(fields => (Number(fields[0]), Number(fields[1]), string.Join(' ', fields[3..8]), fields[8]))];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

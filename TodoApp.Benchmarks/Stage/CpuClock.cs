using System.Globalization;

namespace TodoApp.Benchmarks.Stage;

/// <summary>CPU time that processes have used, as Linux counts it in <c>/proc/PID/stat</c> (proc(5)).</summary>
internal readonly record struct CpuClock(TimeSpan Used)
{
    private const double TicksPerSecond = 100;

    public static CpuClock Of(int process) => new(Ticks(process, out _));

    /// <summary>A process and its descendants, those that have ended and were waited for included.</summary>
    public static CpuClock OfTree(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (Id: id, Used: Ticks(id, out var parent), Parent: parent)).ToList();
        var used = TimeSpan.Zero;
        var next = new Queue<int>([root]);
        while (next.TryDequeue(out var id))
        {
            foreach (var process in parents)
            {
                if (process.Id == id)
                    used += process.Used;
                if (process.Parent == id)
                    next.Enqueue(process.Id);
            }
        }

        return new(used);
    }

    public static TimeSpan operator -(CpuClock later, CpuClock earlier) => later.Used - earlier.Used;

    private static TimeSpan Ticks(int process, out int parent)
    {
        parent = 0;
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{process}/stat");
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }

        // The name in parentheses may hold anything, blanks included; field 3 follows it.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        parent = int.Parse(fields[1], CultureInfo.InvariantCulture);
        var ticks = fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }
}

using TodoApp.Benchmarks.Measures;

namespace TodoApp.Benchmarks;

/// <summary>What to measure, and where to write it.</summary>
internal sealed record BenchOptions(string? Json, Effort Effort, IReadOnlySet<string> Only)
{
    private static readonly string[] s_measures = ["throughput", "paging", "search", "logins", "startup", "fanout"];

    /// <summary>Whether the run is one that docs/benchmarks.md may quote.</summary>
    public bool IsComplete => Effort == Effort.Full && Only.Count == 0;

    public bool Wants(string measure) => Only.Count == 0 || Only.Contains(measure);

    /// <summary>Null, and the usage on standard error, when the arguments make no sense.</summary>
    public static BenchOptions? Read(string[] args)
    {
        string? json = null;
        var effort = Effort.Full;
        var only = new HashSet<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json" && i + 1 < args.Length)
                json = Path.GetFullPath(args[++i]);
            else if (args[i] == "--quick")
                effort = Effort.Quick;
            else if (s_measures.Contains(args[i]))
                only.Add(args[i]);
            else
                return Refuse();
        }

        return new(json, effort, only);
    }

    private static BenchOptions? Refuse()
    {
        Console.Error.WriteLine($"usage: ./todo bench [--json FILE] [--quick] [{string.Join('|', s_measures)}]...");
        return null;
    }
}

namespace TodoApp.Benchmarks.Report;

/// <summary>Which way a figure is better.</summary>
internal enum Better
{
    /// <summary>More of it.</summary>
    Higher,

    /// <summary>Less of it.</summary>
    Lower,
}

/// <summary>One goal and how far it is reached.</summary>
/// <param name="Name">The key in the JSON that <c>--json</c> writes.</param>
/// <param name="What">What was measured, in words.</param>
/// <param name="Value">The measured figure.</param>
/// <param name="Floor">The least that is acceptable.</param>
/// <param name="Target">What is aimed at.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Unit">The unit; nothing for a ratio.</param>
internal sealed record Figure(string Name, string What, double Value, double Floor, double Target, Better Better, string Unit = "")
{
    public bool HoldsFloor => Reaches(Floor);

    public bool ReachesTarget => Reaches(Target);

    public string Verdict => ReachesTarget ? "target" : HoldsFloor ? "floor" : "below the floor";

    private bool Reaches(double bound) => Better is Better.Higher ? Value >= bound : Value <= bound;
}

/// <summary>One row of the table of loads.</summary>
internal sealed record LoadFigure(string What, string Who, Stage.Slice Median);

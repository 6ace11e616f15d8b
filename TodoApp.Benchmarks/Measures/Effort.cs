namespace TodoApp.Benchmarks.Measures;

/// <summary>How long to measure.</summary>
/// <param name="Slices">Rounds; medians are taken over them.</param>
/// <param name="Seconds">Length of a slice.</param>
/// <param name="WarmUp">Seconds of load before the first slice, for the just-in-time compiler and the caches.</param>
internal sealed record Effort(int Slices, int Seconds, int WarmUp)
{
    public static Effort Full { get; } = new(5, 3, 12);

    /// <summary>Enough to see a large difference while working on it.</summary>
    public static Effort Quick { get; } = new(3, 2, 8);
}

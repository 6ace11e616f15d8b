using TodoApp.Benchmarks.Stage;

namespace TodoApp.Benchmarks.Report;

/// <summary>Medians, which one disturbed slice cannot move.</summary>
internal static class Medians
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(this IReadOnlyCollection<double> values, double share) =>
        values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));

    public static Slice Median(this IReadOnlyCollection<Slice> slices) => new(
        slices.Select(s => s.PerSecond).Median(), slices.Select(s => s.P50).Median(), slices.Select(s => s.P99).Median(),
        slices.Select(s => s.AppCpu).Median(), slices.Select(s => s.DatabaseCpu).Median());
}

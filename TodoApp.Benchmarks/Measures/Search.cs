using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;

namespace TodoApp.Benchmarks.Measures;

/// <summary>Search where there is much to search, and where there is little.</summary>
internal sealed class Search(Bench bench, Findings results, Effort effort)
{
    private static readonly string[] s_words = ["dentist", "milk", "report", "passport", "guitar"];

    public async Task RunAsync()
    {
        using var big = bench.Client(bench.Api, Seed.BigUser);
        var rare = new Uri($"{Bench.Todos(Seed.BigUser)}?limit=20&q={Seed.RareWord}", UriKind.Relative);
        var found = await big.GetStringAsync(rare);
        if (!found.Contains(Seed.RareWord, StringComparison.Ordinal))
            throw new InvalidOperationException("The rare word was not found.");
        var time = await Paging.InTurnsAsync(50 * effort.Slices, (big, rare));
        results.Add(new Figure("search_rare_100k_ms", "search for a rare word among 100,000 todos", time[0], 10, 3, Better.Lower, "ms"));

        foreach (var service in new[] { bench.Api, bench.Raw })
            await bench.Load.RunAsync(service, s_words.Select(w => new LoadRequest("GET", $"{Bench.Todos(7)}?limit=20&q={w}", bench.Token(service, 7))), effort.WarmUp);
        var ratios = new List<double>();
        foreach (var word in s_words)
        {
            using var ours = bench.Client(bench.Api, 7);
            using var theirs = bench.Client(bench.Raw, 7);
            var path = new Uri($"{Bench.Todos(7)}?limit=20&q={word}", UriKind.Relative);
            var medians = await Paging.InTurnsAsync(30 * effort.Slices, (ours, path), (theirs, path));
            ratios.Add(medians[0] / medians[1]);
        }

        results.Add(new Figure("search_ordinary_vs_ilike", "search among 200 todos ÷ plain ILIKE over raw Npgsql (time)", ratios.Median(), 2.0, 1.0, Better.Lower));
    }
}

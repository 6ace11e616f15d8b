using System.Diagnostics;
using TodoApp.Api.Todos;
using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;
using TodoApp.Contracts;

namespace TodoApp.Benchmarks.Measures;

/// <summary>Whether a page costs more where there is more, or deeper down.</summary>
internal sealed class Paging(Bench bench, Findings results, Effort effort)
{
    /// <summary>Of the big account's 100,000 todos four in five are open; rows are numbered in order of their position.</summary>
    private const int DeepRow = 99_000;

    public async Task RunAsync()
    {
        using var big = bench.Client(bench.Api, Seed.BigUser);
        using var ordinary = bench.Client(bench.Api, 1);
        var first = new Uri($"{Bench.Todos(Seed.BigUser)}?limit=20&status=all", UriKind.Relative);
        var deep = new Uri($"{Bench.Todos(Seed.BigUser)}?limit=20&status=all&cursor={await CursorAsync()}", UriKind.Relative);
        var few = new Uri($"{Bench.Todos(1)}?limit=20&status=all", UriKind.Relative);
        var medians = await InTurnsAsync(100 * effort.Slices, (ordinary, few), (big, first), (big, deep));
        results.Add(new Figure("first_page_100k_vs_200", "first page of 100,000 todos ÷ of 200 (time)", medians[1] / medians[0], 1.15, 1.05, Better.Lower));
        results.Add(new Figure("keyset_90k_vs_first", "page behind 90,000 todos ÷ first page (time)", medians[2] / medians[1], 1.3, 1.15, Better.Lower));
    }

    /// <summary>Median milliseconds of each request, sent one after another, in turns.</summary>
    public static async Task<double[]> InTurnsAsync(int rounds, params (HttpClient Client, Uri Path)[] requests)
    {
        var times = requests.Select(_ => new List<double>()).ToArray();
        for (var round = -rounds / 4; round < rounds; round++)
        {
            for (var i = 0; i < requests.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                using var response = await requests[i].Client.GetAsync(requests[i].Path);
                response.EnsureSuccessStatusCode();
                if (round >= 0)
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return [.. times.Select(t => t.Median())];
    }

    /// <summary>A cursor as the page before would have given it, without paging there.</summary>
    private async Task<string> CursorAsync()
    {
        using var client = bench.Client(bench.Api, Seed.BigUser);
        var row = await client.GetFromJsonAsync<TodoItem>(
            new Uri($"{Bench.Todos(Seed.BigUser)}/{Seed.Todo(Seed.BigUser, DeepRow)}", UriKind.Relative), ContractJson.Options);
        return new TodoCursor("position", row!.Position, row.Id).Write();
    }
}

using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;

namespace TodoApp.Benchmarks.Measures;

/// <summary>What it takes from the start of a process to its first answer with rows in it.</summary>
internal sealed class StartUps(Bench bench, Findings results, Effort effort)
{
    public async Task RunAsync()
    {
        var ours = new List<(TimeSpan Wall, TimeSpan Cpu)>();
        var theirs = new List<(TimeSpan Wall, TimeSpan Cpu)>();
        for (var round = 0; round < effort.Slices; round++)
        {
            await using (var api = await bench.StartApiAsync("api"))
                ours.Add(api.StartUp);
            await using (var plain = await bench.StartPeerAsync("plain"))
                theirs.Add(plain.StartUp);
        }

        var (our, their) = (ours.Select(s => s.Cpu.TotalSeconds).Median(), theirs.Select(s => s.Cpu.TotalSeconds).Median());
        Console.WriteLine(FormattableString.Invariant(
            $"  start to the first 200: api {ours.Select(s => s.Wall.TotalSeconds).Median():0.00} s, CPU {our:0.00} s; plain {theirs.Select(s => s.Wall.TotalSeconds).Median():0.00} s, CPU {their:0.00} s"));
        results.Add(new Figure("startup_cpu_vs_plain_ef", "CPU from start to the first 200 ÷ plain EF Core", our / their, 0.75, 0.55, Better.Lower));
    }
}

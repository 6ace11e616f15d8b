using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TodoApp.Benchmarks.Report;

/// <summary>Collects figures, tells them as they come, and writes them down at the end.</summary>
internal sealed class Findings
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };
    private readonly List<Figure> _figures = [];
    private readonly List<LoadFigure> _loads = [];

    public IReadOnlyList<Figure> Figures => _figures;

    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.WriteLine(Invariant($"{figure.What,-78} {Show(figure.Value),8} {figure.Unit,-4} floor {figure.Floor,-5} target {figure.Target,-5} {figure.Verdict}"));
    }

    public void Add(LoadFigure load)
    {
        _loads.Add(load);
        var m = load.Median;
        Console.WriteLine(Invariant($"  {load.What,-24} {load.Who,-24} {m.PerSecond,8:0}/s  p50 {m.P50,7:0.00} ms  p99 {m.P99,7:0.00} ms  CPU {m.AppCpu,5:0} + {m.DatabaseCpu,5:0} µs"));
    }

    /// <summary>A flat object: name of the figure to its value.</summary>
    public void WriteJson(string path) => File.WriteAllText(
        path, JsonSerializer.Serialize(_figures.ToDictionary(f => f.Name, f => Math.Round(f.Value, 4)), s_indented) + "\n");

    /// <summary>Replaces what stands between the two marks of the document.</summary>
    public void WriteMarkdown(string path)
    {
        const string start = "<!-- figures -->", end = "<!-- end of figures -->";
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(start, StringComparison.Ordinal) + start.Length, page.IndexOf(end, StringComparison.Ordinal));
        File.WriteAllText(path, page[..from] + "\n" + Markdown() + page[to..]);
    }

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine("| what | measured | floor | target | reached |").AppendLine("| --- | ---: | ---: | ---: | --- |");
        foreach (var f in _figures)
            text.AppendLine(Invariant($"| {f.What} | {Show(f.Value)} {f.Unit} | {f.Floor} | {f.Target} | {f.Verdict} |"));
        text.AppendLine().AppendLine("| load | of | requests/s | p50 ms | p99 ms | CPU µs a request: server + PostgreSQL |")
            .AppendLine("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach (var l in _loads)
            text.AppendLine(Invariant($"| {l.What} | {l.Who} | {l.Median.PerSecond:0} | {l.Median.P50:0.00} | {l.Median.P99:0.00} | {l.Median.AppCpu:0} + {l.Median.DatabaseCpu:0} |"));
        return text.ToString();
    }

    private static string Show(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

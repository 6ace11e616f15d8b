using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>
/// What Prometheus calls an instrument that comes over OTLP, as its translation <c>UnderscoreEscapingWithSuffixes</c> has it
/// (OpenTelemetry's compatibility specification, "OTLP metric points to Prometheus").
/// </summary>
internal static partial class PrometheusNames
{
    private static readonly Dictionary<string, string> s_units = new()
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["min"] = "minutes",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["%"] = "percent",
        ["1"] = "",
    };

    /// <summary>The series of an instrument; a histogram has three.</summary>
    public static IReadOnlyList<string> Of(Instrument instrument)
    {
        var kind = instrument.GetType().Name.Split('`')[0];
        var name = Of(instrument.Name, instrument.Unit ?? "", kind);
        return kind is "Histogram" ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : [name];
    }

    /// <summary>The name by itself, without what a histogram adds.</summary>
    public static string Of(string name, string unit, string kind)
    {
        List<string> parts = [.. Separators().Split(name).Where(p => p.Length > 0)];
        var (main, per) = SplitUnit(unit);
        if (main.Length > 0 && !parts.Contains(main))
            parts.Add(main);
        if (per.Length > 0 && !parts.Contains(per))
            parts.AddRange(["per", per]);

        if (kind is "Counter" or "ObservableCounter")
            parts = [.. parts.Where(p => p != "total"), "total"];
        else if (kind is "Gauge" or "ObservableGauge" && unit == "1")
            parts = [.. parts.Where(p => p != "ratio"), "ratio"];
        return string.Join('_', parts);
    }

    /// <summary>A label as an attribute becomes one.</summary>
    public static string Label(string attribute) => Separators().Replace(attribute, "_");

    // What stands in braces is a remark for people.
    private static (string Main, string Per) SplitUnit(string unit)
    {
        var parts = unit.Split('/', 2);
        string Word(string part) => part.Contains('{', StringComparison.Ordinal) ? "" : s_units.GetValueOrDefault(part, part);
        return (Word(parts[0].Trim()), parts.Length > 1 ? Word(parts[1].Trim()).TrimEnd('s') : "");
    }

    [GeneratedRegex("[^a-zA-Z0-9:]+")]
    private static partial Regex Separators();
}

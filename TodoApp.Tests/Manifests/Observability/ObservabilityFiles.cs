using System.Text.Json;
using TodoApp.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>A rule of Prometheus, as its file has it.</summary>
internal sealed record Rule(string? Alert, string? Record, string Expr, YamlMappingNode Node)
{
    public string? At(params string[] path) => path.Aggregate<string, YamlNode?>(Node, (node, key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var next) ? next : null)?.ToString();
}

/// <summary>Where the rules, dashboards and settings are.</summary>
internal static class ObservabilityFiles
{
    public static string Monitoring { get; } = Path.Combine(Repository.Root, "manifests", "helm", "todo", "charts", "monitoring", "files");

    public static string Logging { get; } = Path.Combine(Repository.Root, "manifests", "helm", "todo", "charts", "logging", "files");

    public static string[] RuleFiles => Directory.GetFiles(Path.Combine(Monitoring, "prometheus", "rules"), "*.yml");

    public static string[] Dashboards => Directory.GetFiles(Path.Combine(Monitoring, "grafana", "dashboards"), "*.json");

    public static IReadOnlyList<Rule> Rules => [.. RuleFiles.SelectMany(RulesOf)];

    /// <summary>Every query of every dashboard, with what Grafana fills in filled in.</summary>
    public static IReadOnlyList<(string File, string Expr)> Queries =>
    [
        .. from file in Dashboards
           let board = JsonDocument.Parse(File.ReadAllText(file)).RootElement
           from panel in board.GetProperty("panels").EnumerateArray()
           where panel.TryGetProperty("targets", out _)
           from target in panel.GetProperty("targets").EnumerateArray()
           select (Path.GetFileName(file), Fill(target.GetProperty("expr").GetString()!)),
    ];

    private static string Fill(string expr) =>
        expr.Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("$job", ".*", StringComparison.Ordinal);

    private static IEnumerable<Rule> RulesOf(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(file)));
        return from document in yaml.Documents
               from @group in (YamlSequenceNode)document.RootNode["groups"]
               from rule in (YamlSequenceNode)@group["rules"]
               let map = (YamlMappingNode)rule
               select new Rule(Text(map, "alert"), Text(map, "record"), Text(map, "expr")!, map);
    }

    private static string? Text(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var value) ? value.ToString() : null;
}

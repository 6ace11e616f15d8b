using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>What Prometheus, Alertmanager and Grafana are told, read by their own tools where those can.</summary>
[Trait("Kind", "Manifests")]
public sealed partial class MonitoringTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Tests => Path.Combine(Repository.Root, "manifests", "monitoring", "tests");

    private static IReadOnlyList<Rule> Alerts => [.. ObservabilityFiles.Rules.Where(r => r.Alert is not null)];

    public static TheoryData<string> RuleTests => [.. Directory.GetFiles(Tests, "*.yml").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(RuleTests))]
    public async Task Alerts_fire_when_they_have_to_and_not_otherwise(string file) =>
        (await Tool.RunAsync("promtool", "test", "rules", Path.Combine(Tests, file))).Expect();

    [Fact]
    public void Every_alert_is_tested_both_ways()
    {
        var tests = string.Concat(Directory.GetFiles(Tests, "*.yml").Select(File.ReadAllText));

        Assert.True(Alerts.Count > 20);
        Assert.All(Alerts, a =>
        {
            Assert.Contains($"\"{a.Alert} fires", tests, StringComparison.Ordinal);
            Assert.Contains($"\"{a.Alert} stays calm", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Rules_are_rules()
    {
        Assert.NotEmpty(ObservabilityFiles.RuleFiles);
        (await Tool.RunAsync("promtool", ["check", "rules", .. ObservabilityFiles.RuleFiles])).Expect();
    }

    [Fact]
    public void Every_alert_says_what_is_wrong_whom_to_tell_and_what_to_do()
    {
        Assert.NotEmpty(Alerts);
        Assert.Equal(Alerts.Count, Alerts.Select(a => a.Alert).Distinct().Count());
        Assert.All(Alerts, a =>
        {
            Assert.True(a.At("labels", "severity") is "critical" or "warning", a.Alert);
            Assert.True(a.At("labels", "team") is "operations" or "security", a.Alert);
            Assert.False(string.IsNullOrWhiteSpace(a.At("annotations", "summary")));
            Assert.False(string.IsNullOrWhiteSpace(a.At("annotations", "description")));
            var runbook = Path.Combine(Repository.Root, a.At("annotations", "runbook_url")!);
            Assert.Equal($"{a.Alert}.md", Path.GetFileName(runbook));
            var text = File.ReadAllText(runbook);
            Assert.All(["## What people notice", "## Look", "## Do"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void No_runbook_is_left_over()
    {
        var runbooks = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "operations", "runbooks"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f));

        Assert.Equal(Alerts.Select(a => a.Alert!).Order(), runbooks.Where(r => char.IsUpper(r[0]) && r != "README").Order());
    }

    [Fact]
    public async Task Alertmanager_takes_its_routes()
    {
        // Debian's amtool is older than url_file, which says where the address stands instead of saying it.
        var text = await File.ReadAllTextAsync(Path.Combine(ObservabilityFiles.Monitoring, "alertmanager", "alertmanager.yml"), Ct);
        Assert.DoesNotContain("url: ", text, StringComparison.Ordinal);

        await WithFile(UrlFile().Replace(text, "url: http://receiver.invalid/"), async path =>
        {
            (await Tool.RunAsync("amtool", "check-config", path)).Expect();
            await RoutedAsync(path, "security", "team=security", "severity=warning");
            await RoutedAsync(path, "operations-urgent", "team=operations", "severity=critical");
            await RoutedAsync(path, "operations", "team=operations", "severity=warning");
        });
    }

    [Fact]
    public async Task Prometheus_takes_its_settings()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(ObservabilityFiles.Monitoring, "prometheus", "prometheus.yml"), Ct);
        var known = new StringBuilder();
        var skipping = false;
        foreach (var line in lines)
        {
            // Debian's promtool is older than the section otlp, and built without the discovery of nodes.
            if (line is "otlp:" or "  - job_name: kubelet")
                skipping = true;
            else if (line.Length > 0 && line[0] is not (' ' or '#'))
                skipping = false;
            if (!skipping)
                known.AppendLine(line);
        }

        Assert.Contains("translation_strategy: UnderscoreEscapingWithSuffixes", string.Concat(lines), StringComparison.Ordinal);
        var rules = Path.Combine(ObservabilityFiles.Monitoring, "prometheus", "rules");
        await WithFile(known.ToString().Replace("/etc/prometheus-rules", rules, StringComparison.Ordinal), async path =>
            Assert.Contains($"{ObservabilityFiles.RuleFiles.Length} rule files found", (await Tool.RunAsync("promtool", "check", "config", path)).Expect(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_query_of_the_dashboards_is_one()
    {
        var queries = ObservabilityFiles.Queries;
        Assert.True(queries.Count > 60);
        var rules = string.Concat(queries.Select((q, i) => $"    - record: query:{i}\n      expr: {JsonSerializer.Serialize(q.Expr)}\n"));

        await WithFile($"groups:\n- name: queries\n  rules:\n{rules}", async path => (await Tool.RunAsync("promtool", "check", "rules", path)).Expect());
    }

    [Fact]
    public void Dashboards_have_ids_of_their_own_and_ask_the_datasource_that_there_is()
    {
        var boards = ObservabilityFiles.Dashboards.Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement).ToList();
        var datasource = File.ReadAllText(Path.Combine(ObservabilityFiles.Monitoring, "grafana", "provisioning", "datasources.yaml"));

        Assert.Equal(6, boards.Select(b => b.GetProperty("uid").GetString()).Distinct().Count());
        Assert.All(boards, board =>
        {
            var ids = board.GetProperty("panels").EnumerateArray().Select(p => p.GetProperty("id").GetInt32()).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            var sources = Uids().Matches(board.GetProperty("panels").GetRawText()).Select(m => m.Groups[1].Value).Distinct();
            Assert.Contains($"uid: {Assert.Single(sources)}\n", datasource, StringComparison.Ordinal);
        });
    }

    private static async Task RoutedAsync(string path, string receiver, params string[] labels) =>
        Assert.Equal(receiver, (await Tool.RunAsync("amtool", ["config", "routes", "test", $"--config.file={path}", .. labels])).Expect().Trim());

    private static async Task WithFile(string text, Func<string, Task> use)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text, Ct);
            await use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("url_file: .*")]
    private static partial Regex UrlFile();

    [GeneratedRegex("\"datasource\":\\s*\\{[^}]*\"uid\":\\s*\"([^\"]+)\"")]
    private static partial Regex Uids();
}

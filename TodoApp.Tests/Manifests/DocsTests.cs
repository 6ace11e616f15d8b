using System.Globalization;
using System.Text.RegularExpressions;
using TodoApp.Tests.Manifests.Support;
using YamlDotNet.Serialization;

namespace TodoApp.Tests.Manifests;

/// <summary>That what documents name is there: files, headings, scripts and their options, values of the chart, verbs.</summary>
[Trait("Kind", "Manifests")]
public sealed partial class DocsTests
{
    [Fact]
    public async Task Every_link_within_the_repository_leads_somewhere()
    {
        var (seen, broken) = (0, new List<string>());
        foreach (var document in await Checkout.FilesAsync("*.md"))
        {
            foreach (Match link in Links().Matches(WithoutCode(Checkout.Read(document))))
            {
                seen++;
                var (path, heading) = (link.Groups[1].Value, link.Groups[2].Value);
                var target = path.Length == 0 ? Checkout.Full(document) : Path.GetFullPath(path, Path.GetDirectoryName(Checkout.Full(document))!);
                if (!File.Exists(target) && !Directory.Exists(target))
                    broken.Add($"{document}: {path}");
                else if (heading.Length > 0 && !Headings(target).Contains(heading))
                    broken.Add($"{document}: {path}#{heading}");
            }
        }

        Assert.True(seen > 50, $"Only {seen} links were found.");
        Assert.Empty(broken);
    }

    [Fact]
    public async Task Every_file_that_operators_are_told_of_exists()
    {
        var named = await NamedAsync(Paths());

        Assert.True(named.Count > 30, $"Only {named.Count} were found.");
        Assert.DoesNotContain(named, n => !File.Exists(Checkout.Full(n.Text)) && !Directory.Exists(Checkout.Full(n.Text)));
    }

    [Fact]
    public async Task Every_script_has_the_options_that_operators_are_told_of()
    {
        var calls = await NamedAsync(Calls());

        Assert.True(calls.Count > 20, $"Only {calls.Count} were found.");
        foreach (var (document, call) in calls)
        {
            var script = $"manifests/scripts/{Calls().Match(call).Groups[2].Value}.sh";
            Assert.True(File.Exists(Checkout.Full(script)), $"{document}: {script}");
            var known = Options().Matches(Checkout.Read(script) + Checkout.Read("manifests/scripts/lib.sh")).Select(o => o.Value).ToHashSet();
            Assert.All(Options().Matches(call), option => Assert.True(known.Contains(option.Value), $"{document}: {script} has no {option.Value}"));
        }
    }

    [Fact]
    public async Task Every_value_of_the_chart_that_operators_are_told_of_is_one()
    {
        var values = Values("manifests/helm/todo/values.yaml");
        // What the chart says of its subcharts is less than what these have.
        foreach (var subchart in new[] { "monitoring", "logging" })
        {
            foreach (var (key, value) in Values($"manifests/helm/todo/charts/{subchart}/values.yaml"))
                ((Dictionary<object, object>)values[subchart]).TryAdd(key, value);
        }

        var named = (await NamedAsync(Keys())).Where(n => values.ContainsKey(n.Text.Split('.')[0]) && !n.Text.EndsWith(".md", StringComparison.Ordinal)).ToList();

        Assert.True(named.Count > 15, $"Only {named.Count} were found.");
        Assert.DoesNotContain(named, n => !Has(values, n.Text.Split('.')));
    }

    [Fact]
    public async Task Every_verb_of_the_front_door_that_documents_name_is_one_and_finds_its_tests()
    {
        var usage = Verbs().Matches(Checkout.Read("todo")).Select(v => v.Groups[1].Value).ToHashSet();
        var sources = await Checkout.FilesAsync("TodoApp.Tests/*.cs");
        var seen = 0;
        foreach (var document in await Checkout.FilesAsync("*.md"))
        {
            foreach (Match use in Uses().Matches(Checkout.Read(document)))
            {
                seen++;
                Assert.True(usage.Contains(use.Groups[1].Value), $"{document}: ./todo {use.Groups[1].Value}");
                if (use.Groups[2] is { Success: true, Value: var tests })
                {
                    Assert.True(Directory.Exists(Checkout.Full($"TodoApp.Tests/{tests}")) || sources.Any(s => s.Contains(tests, StringComparison.Ordinal)),
                        $"{document}: ./todo test {tests}");
                }
            }
        }

        Assert.True(seen > 15, $"Only {seen} were found.");
    }

    [Fact]
    public async Task A_command_that_could_not_be_tried_here_says_so()
    {
        var documents = (await Checkout.FilesAsync("docs/operations/*.md")).Where(d => !d.Contains("/runbooks/", StringComparison.Ordinal)).ToList();
        var withCommands = documents.Where(d => ClusterCommands().IsMatch(Checkout.Read(d))).ToList();

        Assert.True(withCommands.Count >= 5);
        Assert.DoesNotContain(withCommands, d => !NeedsCluster().IsMatch(Checkout.Read(d)));
    }

    [Fact]
    public async Task Every_script_of_operators_stands_in_a_document()
    {
        var documents = string.Concat((await Checkout.FilesAsync("docs/operations/*.md")).Select(Checkout.Read));
        // Those that can be run; the others are parts of them.
        var scripts = Directory.GetFiles(Checkout.Full("manifests/scripts"), "*.sh")
            .Where(f => OperatingSystem.IsWindows() || File.GetUnixFileMode(f).HasFlag(UnixFileMode.UserExecute)).Select(Path.GetFileName).ToList();

        Assert.True(scripts.Count >= 9);
        Assert.DoesNotContain(scripts, s => !documents.Contains($"manifests/scripts/{s}", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<(string Document, string Text)>> NamedAsync(Regex what) =>
        [.. (await Checkout.FilesAsync("docs/operations/*.md")).SelectMany(d => what.Matches(Checkout.Read(d)).Select(m => (d, m.Groups[1].Value.TrimEnd('.', '/')))).Distinct()];

    private static string WithoutCode(string text) => Fences().Replace(text, "");

    private static HashSet<string> Headings(string path) =>
        [.. File.ReadLines(path).Where(l => l.StartsWith('#')).Select(l => NotInAnchors().Replace(l.TrimStart('#', ' ').ToLower(CultureInfo.InvariantCulture), "").Replace(' ', '-'))];

    private static Dictionary<object, object> Values(string path) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Checkout.Read(path));

    private static bool Has(object value, IEnumerable<string> path) => path.Aggregate((object?)value, (at, key) =>
        at is Dictionary<object, object> map && map.TryGetValue(key, out var next) ? next ?? "" : null) is not null;

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?<![\w/.-])((?:manifests|docs|build|\.github|TodoApp\.[A-Z]\w+)/[\w./-]+)")]
    private static partial Regex Paths();

    [GeneratedRegex(@"(manifests/scripts/([a-z-]+)\.sh(?: [^`\n#|;)]*)?)")]
    private static partial Regex Calls();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex Options();

    [GeneratedRegex(@"`([a-z][A-Za-z]+(?:\.[A-Za-z]+)+)(?:: [^`]*)?`")]
    private static partial Regex Keys();

    [GeneratedRegex(@"^  ([a-z]+)\) ", RegexOptions.Multiline)]
    private static partial Regex Verbs();

    [GeneratedRegex(@"\./todo ([a-z]+)(?: (?<=test )([A-Z]\w+))?")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^(?:kubectl|helm|minikube|manifests/scripts/[a-z-]+\.sh)", RegexOptions.Multiline)]
    private static partial Regex ClusterCommands();

    [GeneratedRegex(@"needs? a cluster|\[cluster\]", RegexOptions.IgnoreCase)]
    private static partial Regex NeedsCluster();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}

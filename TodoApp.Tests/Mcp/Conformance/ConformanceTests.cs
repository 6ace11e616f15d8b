using System.Text.RegularExpressions;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp.Conformance;

/// <summary>The official conformance suite: every server scenario that a revision requires, on our transports.</summary>
[Trait("Kind", "Mcp")]
public sealed partial class ConformanceTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private const string Suite = "node_modules/@modelcontextprotocol/conformance/dist/index.js";

    [Theory(Timeout = 300_000)]
    [InlineData("2025-11-25", 30)]
    [InlineData("2026-07-28", 37)]
    public async Task Every_scenario_that_a_revision_requires_of_servers_passes(string revision, int scenarios)
    {
        var results = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "conformance", revision)).FullName;
        var (code, output, errors) = await NodePeer.RunAsync(
            Suite,
            ["server", "--url", server.Url, "--requirements", revision, "--timeout", "60000", "--expected-failures", ExpectedFailures, "--output-dir", results],
            environment: null, TestContext.Current.CancellationToken);

        Assert.True(code == 0, $"{output}\n{errors}");
        Assert.True(Passed().Count(output) >= scenarios, $"Fewer scenarios ran than {revision} requires:\n{output}");
    }

    private static string ExpectedFailures => Path.Combine(Repository.Root, "TodoApp.Tests", "Mcp", "Conformance", "expected-failures.yaml");

    [GeneratedRegex("✓ ")]
    private static partial Regex Passed();
}

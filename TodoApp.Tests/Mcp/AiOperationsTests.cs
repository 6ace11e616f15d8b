using System.Text.Json;
using System.Text.RegularExpressions;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>The calls that docs/operations/ai-operations.md shows, made as it shows them.</summary>
[Trait("Kind", "Mcp")]
public sealed partial class AiOperationsTests(ApiHost host) : ApiTest(host)
{
    [Theory]
    [InlineData("http 2025-11-25")]
    [InlineData("http 2026-07-28")]
    public async Task Every_call_of_the_playbook_works(string channelName)
    {
        using var user = await NewUser();
        Host.NameOperators(user.Id);
        await Host.Postgres.ExecuteAsync("REVOKE SELECT ON tags FROM todo_app", Host.Database);
        using (await user.GetAsync(user.Tags, Ct))
            await Host.Postgres.ExecuteAsync("GRANT SELECT ON tags TO todo_app", Host.Database);
        await using var channel = await ToolChannel.OpenAsync(channelName, Host, user, scopes: [Scopes.OperatorRead]);
        var listed = await channel.ListAsync();
        var calls = await CallsAsync();

        Assert.Equal(OperatorCases.All.Keys.Order(), listed.Order());
        Assert.Equal(OperatorCases.All.Keys.Order(), calls.Select(c => c.Tool).Distinct().Order());
        foreach (var (tool, arguments) in calls)
        {
            var result = await channel.CallAsync(tool, arguments);
            Assert.False(result.IsError, $"{tool} {arguments}: {result.Text}");
            if (tool == "operator_recent_errors")
                Assert.Contains("Npgsql.PostgresException", result.Text, StringComparison.Ordinal);
        }
    }

    private static async Task<List<(string Tool, JsonElement Arguments)>> CallsAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations", "ai-operations.md"), Ct);
        var calls = Block().Matches(text).Select(b => JsonDocument.Parse(b.Groups[1].Value).RootElement)
            .Where(c => c.TryGetProperty("tool", out _))
            .Select(c => (c.GetProperty("tool").GetString()!, c.GetProperty("arguments"))).ToList();
        Assert.NotEmpty(calls);
        return calls;
    }

    [GeneratedRegex("```json\n(.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

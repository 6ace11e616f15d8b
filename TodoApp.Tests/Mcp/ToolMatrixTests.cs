using System.Text.Json;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>Every tool, on every way to it, does what its twin of REST does, to nobody else, and only where the token lets it.</summary>
[Trait("Kind", "Mcp")]
public sealed class ToolMatrixTests(ApiHost host) : ApiTest(host)
{
    public static TheoryData<string, string> Cells =>
        [.. ToolCases.All.Keys.SelectMany(c => ToolChannel.Names.Select(n => new TheoryDataRow<string, string>(c, n.Data)))];

    [Fact]
    public void Every_tool_that_is_registered_stands_in_the_matrix() =>
        Assert.Equal(ToolRegistry.Definitions.Select(d => d.Face.Name).Order(),
            ToolCases.All.Keys.Select(ToolCases.ToolOf).Concat(OperatorCases.All.Keys).Distinct().Order());

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_tool_does_what_its_twin_of_rest_does(string name, string channelName)
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var (tool, twin) = (await ToolStage.NewAsync(alice), await ToolStage.NewAsync(bob));
        Assert.Equal(await twin.SnapshotAsync(), await tool.SnapshotAsync());
        await using var channel = await ToolChannel.OpenAsync(channelName, Host, alice);
        var @case = ToolCases.All[name];

        var result = await channel.CallAsync(ToolCases.ToolOf(name), @case.Arguments(tool));
        var expected = await @case.TwinAsync(twin);

        Assert.False(result.IsError, result.Text);
        if (expected is not null)
            Assert.Equal(ToolStage.Plain(expected), ToolStage.Plain(ToolStage.Node(result.Structured)));
        Assert.Equal(await twin.SnapshotAsync(), await tool.SnapshotAsync());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Somebody_else_reaches_nothing_by_it(string name, string channelName)
    {
        using var alice = await NewUser();
        using var mallory = await NewUser();
        var stage = await ToolStage.NewAsync(alice, "-of-alice");
        await ToolStage.NewAsync(mallory);
        var before = await stage.SnapshotAsync();
        await using var channel = await ToolChannel.OpenAsync(channelName, Host, mallory);
        var arguments = ToolCases.All[name].Arguments(stage);

        var result = await channel.CallAsync(ToolCases.ToolOf(name), arguments);

        Assert.Equal(before, await stage.SnapshotAsync());
        Assert.DoesNotContain("-of-alice", result.Text + result.Structured, StringComparison.Ordinal);
        if (HasIds(arguments))
            Assert.True(result.IsError, result.Text);
    }

    [Theory]
    [MemberData(nameof(ToolChannel.Names), MemberType = typeof(ToolChannel))]
    public async Task A_token_sees_and_calls_what_its_scopes_allow(string channelName)
    {
        using var user = await NewUser();
        var stage = await ToolStage.NewAsync(user);
        var before = await stage.SnapshotAsync();
        foreach (var scope in new[] { Scopes.TodosRead, Scopes.TodosWrite })
        {
            await using var channel = await ToolChannel.OpenAsync(channelName, Host, user, scopes: [scope]);
            var allowed = ToolRegistry.Definitions.Where(d => d.Face.Scope == scope).Select(d => d.Face.Name);

            Assert.Equal(allowed.Order(), (await channel.ListAsync()).Order());
            foreach (var (name, @case) in ToolCases.All.Where(c => !allowed.Contains(ToolCases.ToolOf(c.Key))))
            {
                var refused = await channel.CallAsync(ToolCases.ToolOf(name), @case.Arguments(stage));
                Assert.True(refused.IsError, $"{scope} let {name} through: {refused.Text}");
            }

            foreach (var (name, @case) in OperatorCases.All)
                Assert.True((await channel.CallAsync(name, @case.Arguments)).IsError, $"{scope} let {name} through.");
        }

        Assert.Equal(before, await stage.SnapshotAsync());
    }

    /// <summary>Ids are UUIDs of version 7.</summary>
    private static bool HasIds(object arguments) =>
        JsonSerializer.Serialize(arguments, ContractJson.Options).Contains("-7", StringComparison.Ordinal);
}

using System.Text.Json.Nodes;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>What a person has to allow is done once, as they were asked it, or not at all.</summary>
[Trait("Kind", "Mcp")]
public sealed class ConsentTests(ApiHost host) : ApiTest(host)
{
    private static readonly string[] s_scopes = [Scopes.TodosRead, Scopes.TodosWrite];

    [Theory]
    [MemberData(nameof(ToolChannel.Names), MemberType = typeof(ToolChannel))]
    public async Task Who_says_no_or_nothing_keeps_everything(string channelName)
    {
        using var user = await NewUser();
        var stage = await ToolStage.NewAsync(user);
        var before = await stage.SnapshotAsync();
        await using var channel = await ToolChannel.OpenAsync(channelName, Host, user);

        foreach (var answer in new[] { "decline", "cancel" })
        {
            channel.Answer = answer;
            foreach (var name in new[] { "delete_todo", "batch_update_todos" })
                Assert.True((await channel.CallAsync(name, ToolCases.All[name].Arguments(stage))).IsError);
        }

        Assert.Equal(4, channel.Questions.Count);
        Assert.Contains("Move “Buy milk” to the trash?", channel.Questions);
        Assert.Equal(before, await stage.SnapshotAsync());
    }

    [Theory]
    [InlineData("http 2025-11-25")]
    [InlineData("http 2026-07-28")]
    [InlineData("websocket 2025-11-25")]
    [InlineData("websocket 2026-07-28")]
    public async Task A_client_that_cannot_ask_is_told_who_can(string channelName)
    {
        using var user = await NewUser();
        var stage = await ToolStage.NewAsync(user);
        var before = await stage.SnapshotAsync();
        await using var channel = await ToolChannel.OpenAsync(channelName, Host, user, canAsk: false);

        foreach (var name in new[] { "delete_todo", "batch_update_todos" })
        {
            var refused = await channel.CallAsync(name, ToolCases.All[name].Arguments(stage));
            Assert.StartsWith("consent_unavailable:", refused.Text, StringComparison.Ordinal);
            Assert.True(refused.IsError);
        }

        Assert.Equal(before, await stage.SnapshotAsync());
    }

    [Fact]
    public async Task A_consent_is_good_for_one_call()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());

        var first = await asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept);
        await ToolStage.Do<object?>(asked.User, HttpMethod.Post, $"{asked.User.Todos}/{asked.Stage.Milk.Id}/restore", null);
        var before = await asked.Stage.SnapshotAsync();
        var second = await asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept);

        Assert.Null(first["isError"]);
        ExpectCode(second, "consent_invalid");
        Assert.Equal(before, await asked.Stage.SnapshotAsync());
    }

    [Fact]
    public async Task Of_many_that_come_with_it_at_once_one_is_let_through()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept)));

        Assert.Single(results, r => r["isError"] is null);
    }

    [Theory]
    [InlineData("""{"action":"accept","content":{"allow":false}}""")]
    [InlineData("""{"action":"accept","content":{}}""")]
    [InlineData("""{"action":"accept","content":{"allow":"true"}}""")]
    [InlineData("""{"action":"decline"}""")]
    [InlineData("""{"action":"cancel"}""")]
    public async Task A_no_is_a_no_and_never_becomes_a_yes(string answer)
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());

        ExpectCode(await asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State, JsonNode.Parse(answer)), "consent_declined");
        ExpectCode(await asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept), "consent_invalid");

        await asked.ExpectUntouched();
    }

    [Fact]
    public async Task A_state_without_an_answer_is_asked_again()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());

        var again = await asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State);

        Assert.Equal("input_required", again["resultType"]!.GetValue<string>());
        await asked.ExpectUntouched();
    }

    [Fact]
    public async Task A_forged_consent_is_none()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());
        var parts = asked.State.Split('.');
        var other = parts[2][0] == 'A' ? 'B' : 'A';
        string[] forged =
        [
            $"{parts[0]}.{parts[1]}.{other}{parts[2][1..]}", $"{parts[0]}.{Seconds(parts[1]) + 60}.{parts[2]}",
            $"{Guid.CreateVersion7():N}.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}.", parts[0], "", "x", new string('x', 5_000),
        ];

        foreach (var state in forged)
            ExpectCode(await asked.Mcp.CallAsync("delete_todo", asked.Arguments, state, RawMcp.Accept), "consent_invalid");

        await asked.ExpectUntouched();
    }

    [Fact]
    public async Task A_consent_ends_after_ten_minutes()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());
        var ends = DateTimeOffset.FromUnixTimeSeconds(Seconds(asked.State.Split('.')[1]));
        Assert.InRange(ends - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
        await Host.Postgres.ExecuteAsync($"UPDATE consents SET expires_at = now() - interval '1 second' WHERE owner_id = '{asked.User.Id}'", Host.Database);

        ExpectCode(await asked.Mcp.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept), "consent_invalid");

        await asked.ExpectUntouched();
    }

    [Fact]
    public async Task A_consent_is_for_the_arguments_the_tool_and_the_token_that_it_was_asked_with()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());
        var (id, report) = (asked.Stage.Milk.Id, asked.Stage.Report.Id);
        using var elsewhere = new RawMcp(Host.Address, (await ToolChannel.NewTokenAsync(asked.User, s_scopes)).Token);

        ExpectCode(await asked.Mcp.CallAsync("delete_todo", new { id = report }, asked.State, RawMcp.Accept), "consent_invalid");
        ExpectCode(
            await asked.Mcp.CallAsync("batch_update_todos", new BatchTodos(BatchAction.Delete, [id]), asked.State, RawMcp.Accept), "consent_invalid");
        ExpectCode(await elsewhere.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept), "consent_invalid");

        await asked.ExpectUntouched();
    }

    [Fact]
    public async Task Somebody_elses_consent_is_none()
    {
        using var asked = await Asked.NewAsync(Host, await NewUser());
        using var mallory = await NewUser();
        var own = await mallory.CreateTodo("Mine");
        using var mcp = new RawMcp(Host.Address, (await ToolChannel.NewTokenAsync(mallory, s_scopes)).Token);

        ExpectCode(await mcp.CallAsync("delete_todo", asked.Arguments, asked.State, RawMcp.Accept), "consent_invalid");
        ExpectCode(await mcp.CallAsync("delete_todo", new { id = own.Id }, asked.State, RawMcp.Accept), "consent_invalid");

        await asked.ExpectUntouched();
        Assert.Null((await mallory.GetTodo(own.Id)).DeletedAt);
    }

    private static long Seconds(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Compares the code that a refusal begins with.</summary>
    private static void ExpectCode(JsonNode result, string code)
    {
        Assert.True(result["isError"]?.GetValue<bool>(), result.ToJsonString());
        Assert.StartsWith(code + ":", result["content"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>A call of delete_todo for which a person has been asked, and has not answered yet.</summary>
    private sealed class Asked : IDisposable
    {
        public required TestUser User { get; init; }
        public required ToolStage Stage { get; init; }
        public required RawMcp Mcp { get; init; }
        public required string State { get; init; }
        public required string Before { get; init; }
        public object Arguments => new { id = Stage.Milk.Id };

        public static async Task<Asked> NewAsync(ApiHost host, TestUser user)
        {
            var stage = await ToolStage.NewAsync(user);
            var mcp = new RawMcp(host.Address, (await ToolChannel.NewTokenAsync(user, s_scopes)).Token);
            var result = await mcp.CallAsync("delete_todo", new { id = stage.Milk.Id });
            Assert.Equal("elicitation/create", result["inputRequests"]!["consent"]!["method"]!.GetValue<string>());
            return new()
            {
                User = user,
                Stage = stage,
                Mcp = mcp,
                State = result["requestState"]!.GetValue<string>(),
                Before = await stage.SnapshotAsync(),
            };
        }

        public async Task ExpectUntouched() => Assert.Equal(Before, await Stage.SnapshotAsync());

        public void Dispose()
        {
            Mcp.Dispose();
            User.Dispose();
        }
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Auth;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

[Trait("Kind", "Mcp")]
public sealed class ToolSessionTests(ApiHost host) : ApiTest(host)
{
    private static readonly string[] s_all = [Scopes.TodosRead, Scopes.TodosWrite, Scopes.OperatorRead];

    [Fact]
    public async Task Every_tool_is_listed_with_a_description_and_a_closed_schema()
    {
        using var user = await NewUser();
        await using var session = await OpenAsync(user);

        var tools = await session.ListAsync(Ct);

        Assert.Equal(ToolRegistry.Definitions.Select(d => d.Face.Name).Order(), tools.Select(t => t.Name).Order());
        Assert.All(tools, t => Assert.False(string.IsNullOrWhiteSpace(t.Description)));
        Assert.All(tools, t => Assert.False(t.InputSchema.GetProperty("additionalProperties").GetBoolean()));
        Assert.All(
            tools.SelectMany(t => t.InputSchema.GetProperty("properties").EnumerateObject().Select(p => (Tool: t.Name, Member: p))),
            p => Assert.True(p.Member.Value.TryGetProperty("description", out _), $"{p.Tool}.{p.Member.Name} has no description."));
    }

    [Fact]
    public async Task All_calls_of_a_session_are_one_turn_of_an_agent_that_one_undo_takes_back()
    {
        using var user = await NewUser();
        var turn = Guid.CreateVersion7();
        await using var session = await OpenAsync(user, turn: turn);

        var added = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Call(session, "add_todo", new { title = $"Todo {i}" })));

        Assert.All(added, a => Assert.False(a.IsError, a.Text));
        var id = added[0].Structured!.Value.GetProperty("id").GetGuid();
        var history = await user.Get<Page<HistoryEntry>>($"{user.Todos}/{id}/history");
        var entry = Assert.Single(history.Items);
        Assert.Equal(("agent:assistant", turn), (entry.Actor, entry.Turn));

        await (await user.Post($"/api/v1/{user.Id}/undo", new UndoRequest(turn))).Expect(System.Net.HttpStatusCode.OK);
        Assert.Empty((await user.ListTodos()).Items);
    }

    [Fact]
    public async Task Somebody_with_a_token_for_reading_sees_and_calls_no_tool_that_writes()
    {
        using var user = await NewUser();
        await using var session = await OpenAsync(user, [Scopes.TodosRead]);

        var tools = await session.ListAsync(Ct);
        var refused = await Call(session, "add_todo", new { title = "Not allowed" });

        Assert.DoesNotContain(tools, t => t.Name is "add_todo" or "delete_todo" or "undo_turn");
        Assert.Contains(tools, t => t.Name is "list_todos");
        Assert.True(refused.IsError);
        Assert.Empty((await user.ListTodos()).Items);
    }

    private static Task<ToolResult> Call(ToolSession session, string tool, object arguments) =>
        session.CallAsync(tool, JsonSerializer.SerializeToElement(arguments), consent: null, Ct);

    private Task<ToolSession> OpenAsync(TestUser user, string[]? scopes = null, Guid? turn = null) =>
        Host.Services.GetRequiredService<ToolSessions>().OpenAsync(
            new Caller(new UserId(user.Id), "agent:assistant", turn ?? Guid.CreateVersion7()),
            scopes ?? s_all, Guid.CreateVersion7(), Host.Services, Ct);
}

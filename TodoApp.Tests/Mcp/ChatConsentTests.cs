using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Auth;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Mcp;
using TodoApp.Api.Mcp.Consents;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>In our own chat the question goes to the person, and the model never sees what would answer it.</summary>
[Trait("Kind", "Mcp")]
public sealed class ChatConsentTests(ApiHost host) : ApiTest(host)
{
    private static readonly string[] s_scopes = [Scopes.TodosRead, Scopes.TodosWrite];

    [Fact]
    public async Task A_call_that_needs_a_person_does_nothing_and_says_what_it_would_do()
    {
        using var user = await NewUser();
        var todo = await user.CreateTodo("Buy milk");
        await using var session = await OpenAsync(user, Guid.CreateVersion7());

        var waiting = await Call(session, "delete_todo", new { id = todo.Id });

        Assert.NotNull(waiting.Consent);
        Assert.Equal(("delete_todo", "Move “Buy milk” to the trash?"), (waiting.Consent.Tool, waiting.Consent.Question));
        Assert.Equal(todo.Id, waiting.Consent.Arguments.GetProperty("id").GetGuid());
        Assert.DoesNotContain(waiting.Consent.Token, waiting.Text, StringComparison.Ordinal);
        Assert.Null(waiting.Structured);
        Assert.Null((await user.GetTodo(todo.Id)).DeletedAt);
    }

    [Fact]
    public async Task What_a_person_allowed_is_done_once_in_a_later_session_of_the_conversation()
    {
        using var user = await NewUser();
        var (todo, conversation) = (await user.CreateTodo("Buy milk"), Guid.CreateVersion7());
        var consent = await AskAsync(user, conversation, todo.Id);
        await using var later = await OpenAsync(user, conversation);

        var done = await Call(later, "delete_todo", new { id = todo.Id }, consent.Token);
        await ToolStage.Do<object?>(user, HttpMethod.Post, $"{user.Todos}/{todo.Id}/restore", null);
        var again = await Call(later, "delete_todo", new { id = todo.Id }, consent.Token);

        Assert.False(done.IsError, done.Text);
        Assert.StartsWith("consent_invalid:", again.Text, StringComparison.Ordinal);
        Assert.Null((await user.GetTodo(todo.Id)).DeletedAt);
    }

    [Fact]
    public async Task Another_conversation_another_todo_another_person_and_the_network_get_nothing_for_it()
    {
        using var user = await NewUser();
        using var mallory = await NewUser();
        var (todo, other, conversation) = (await user.CreateTodo("Buy milk"), await user.CreateTodo("Other"), Guid.CreateVersion7());
        var consent = await AskAsync(user, conversation, todo.Id);
        await using var same = await OpenAsync(user, conversation);
        await using var elsewhere = await OpenAsync(user, Guid.CreateVersion7());
        await using var somebody = await OpenAsync(mallory, conversation);
        using var network = new RawMcp(Host.Address, (await ToolChannel.NewTokenAsync(user, s_scopes)).Token);

        ToolResult[] refused =
        [
            await Call(elsewhere, "delete_todo", new { id = todo.Id }, consent.Token),
            await Call(same, "delete_todo", new { id = other.Id }, consent.Token),
            await Call(somebody, "delete_todo", new { id = todo.Id }, consent.Token),
        ];
        var outside = await network.CallAsync("delete_todo", new { id = todo.Id }, consent.Token, RawMcp.Accept);

        Assert.All(refused, r => Assert.StartsWith("consent_invalid:", r.Text, StringComparison.Ordinal));
        Assert.Contains("consent_invalid:", outside.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, (await user.ListTodos()).Items.Count);
    }

    [Fact]
    public async Task A_model_cannot_allow_it_itself()
    {
        using var user = await NewUser();
        var (todo, conversation) = (await user.CreateTodo("Buy milk"), Guid.CreateVersion7());
        var consent = await AskAsync(user, conversation, todo.Id);
        await using var session = await OpenAsync(user, conversation);

        foreach (var arguments in new object[]
        {
            new { id = todo.Id, consent = consent.Token }, new { id = todo.Id, requestState = consent.Token }, new { id = todo.Id, allow = true },
        })
        {
            var refused = await Call(session, "delete_todo", arguments);
            Assert.StartsWith("unknown_field:", refused.Text, StringComparison.Ordinal);
        }

        Assert.Null((await user.GetTodo(todo.Id)).DeletedAt);
    }

    [Fact]
    public async Task Questions_whose_time_is_over_are_cleared_away_and_others_are_not()
    {
        using var user = await NewUser();
        var todo = await user.CreateTodo("Buy milk");
        await AskAsync(user, Guid.CreateVersion7(), todo.Id);
        await Host.Postgres.ExecuteAsync($"UPDATE consents SET expires_at = now() - interval '1 second' WHERE owner_id = '{user.Id}'", Host.Database);
        var open = await AskAsync(user, Guid.CreateVersion7(), todo.Id);
        await using var scope = Host.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetServices<IChore>().OfType<ConsentRetention>().Single().RunAsync(Ct);

        var left = await scope.ServiceProvider.GetRequiredService<TodoDbContext>().Set<Consent>().Where(c => c.OwnerId == user.Id).ToListAsync(Ct);
        Assert.Equal(open.Id, Assert.Single(left).Id);
    }

    private async Task<ConsentRequest> AskAsync(TestUser user, Guid conversation, Guid todo)
    {
        await using var session = await OpenAsync(user, conversation);
        return (await Call(session, "delete_todo", new { id = todo })).Consent ?? throw new InvalidOperationException("Nobody was asked.");
    }

    private static Task<ToolResult> Call(ToolSession session, string tool, object arguments, string? consent = null) =>
        session.CallAsync(tool, JsonSerializer.SerializeToElement(arguments), consent, Ct);

    private Task<ToolSession> OpenAsync(TestUser user, Guid conversation) =>
        Host.Services.GetRequiredService<ToolSessions>().OpenAsync(
            new Caller(new UserId(user.Id), "agent:assistant", Guid.CreateVersion7()), s_scopes, conversation, Host.Services, Ct);
}

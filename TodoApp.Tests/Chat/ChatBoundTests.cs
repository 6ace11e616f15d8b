using System.Net;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>An API on which answers may not go far.</summary>
public sealed class BoundedHost(PostgresCluster postgres) : ChatHost(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Bounds =>
    [
        new("Chat:Steps", "4"), new("Chat:ToolCalls", "6"), new("Chat:OutputTokens", "100"), new("Chat:Seconds", "8"),
        new("Chat:TokensPerDay", "1000"), new("Chat:Concurrent", "2"), new("Chat:ToolResultLength", "500"), new("Chat:ContextTokens", "500"),
    ];
}

/// <summary>Every bound ends an answer with a sentence, and leaves the conversation fit to go on.</summary>
[Trait("Kind", "Chat")]
public sealed class ChatBoundTests(BoundedHost host) : IClassFixture<BoundedHost>
{
    private static readonly Reply s_endless = Reply.Call("list_todos", new { });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScriptedModel Model => host.Model;

    [Fact]
    public async Task A_model_that_calls_for_ever_is_stopped_after_so_many_steps()
    {
        using var alice = await host.NewUser();
        Model.Follow(s_endless);

        var answer = await alice.Say("Look");

        Assert.Equal("steps", answer.Stopped);
        Assert.Equal((4, 4), (Model.Requests.Count, answer.Tools.Count));
        Assert.Contains("stopped here", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_beyond_the_bound_are_not_done()
    {
        using var alice = await host.NewUser();
        var reply = Reply.Call("add_todo", new { title = "0" });
        for (var i = 1; i < 10; i++)
            reply.AndCall("add_todo", new { title = $"{i}" });
        Model.Follow(reply);

        var answer = await alice.Say("Add ten");

        Assert.Equal("steps", answer.Stopped);
        Assert.Equal(6, (await alice.ListTodos()).Items.Count);
        Assert.Equal((6, 4), (answer.Tools.Count(t => t.Status == "done"), answer.Tools.Count(t => t.Status == "failed")));
        using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(answer.Turn));
        await undone.Expect(HttpStatusCode.OK);
        Assert.Empty((await alice.ListTodos()).Items);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(1, 3_000)]
    public async Task A_model_that_writes_too_much_is_stopped_whatever_it_says_of_its_tokens(int tokens, int words)
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say([.. Enumerable.Repeat("word ", words)]).Costing(10, tokens));

        var answer = await alice.Say("Talk");

        Assert.Equal("tokens", answer.Stopped);
        Assert.True(answer.Text.Length < 2_000);
    }

    [Fact]
    public async Task An_answer_ends_when_its_time_is_over()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Well").AndHang());

        var answer = await alice.Say("Add milk");

        Assert.Equal("time", answer.Stopped);
        Assert.StartsWith("Well\n\n", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Turn);
        Assert.Equal(answer.Text, (await alice.Messages(answer.ConversationId))[0].Text);
    }

    [Fact]
    public async Task What_an_account_may_use_in_a_day_ends_an_answer_and_then_begins_none()
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();
        Model.Follow(_ => Reply.Call("list_todos", new { }).Costing(600, 10));

        var answer = await alice.Say("Look");
        using var refused = await alice.Post(ChatClient.Path, new ChatRequest("Again"));

        Assert.Equal("spend", answer.Stopped);
        Assert.Equal(2, Model.Requests.Count);
        var problem = await refused.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.RateLimited);
        Assert.InRange(problem.GetProperty("retryAfter").GetInt64(), 1, 86_400);
        Model.Follow(Reply.Say("Hello Bob."));
        Assert.Equal("Hello Bob.", (await bob.Say("Hi")).Text);
    }

    [Fact]
    public async Task An_account_has_so_many_answers_at_a_time_and_a_conversation_one()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Hello."));
        var conversation = (await alice.Say("Begin")).ConversationId;
        var go = new TaskCompletionSource();
        Model.Follow(_ => Reply.Say("Wait").AndWait(ct => go.Task.WaitAsync(ct)));
        using var first = await alice.Open(ChatClient.Path, new ChatRequest("One", conversation), Ct);
        await using var events = first.Events().GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());

        using var same = await alice.Post(ChatClient.Path, new ChatRequest("Two", conversation));
        using var deleted = await alice.DeleteAsync($"/api/v1/conversations/{conversation}", Ct);
        using var second = await alice.Open(ChatClient.Path, new ChatRequest("Three"), Ct);
        using var third = await alice.Post(ChatClient.Path, new ChatRequest("Four"));

        await same.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        await deleted.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        await third.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.RateLimited);
        go.SetResult();
        while (await events.MoveNextAsync())
        {
        }

        Assert.Equal("answer", (await second.Events().ToListAsync(Ct))[^1].Name);
        Model.Follow(Reply.Say("Free again."));
        Assert.Equal("Free again.", (await alice.Say("Five", conversation)).Text);
        Assert.Equal(["Free again.", "Five", "Wait", "One", "Hello.", "Begin"], (await alice.Messages(conversation)).Select(m => m.Text));
    }

    [Fact]
    public async Task What_a_tool_gives_is_cut_to_a_bound()
    {
        using var alice = await host.NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Long", new string('x', 9_000)));
        Model.Follow(Reply.Call("get_todo", new { id = todo.Id }), Reply.Say("Long."));

        await alice.Say("Read it");

        var shown = Assert.Single(Model.Requests[1].Data);
        Assert.InRange(shown.Length, 500, 700);
        Assert.Contains("cut off here", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_shown_the_newest_messages_that_fit()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Noted.").Costing(1, 1));
        var conversation = (await alice.Say("The first thing")).ConversationId;
        for (var i = 0; i < 3; i++)
            await alice.Say(new string((char)('a' + i), 900), conversation);

        await alice.Say("What did I say?", conversation);

        var shown = Model.Requests[^1].Body.GetRawText();
        Assert.Contains("What did I say?", shown, StringComparison.Ordinal);
        Assert.Contains("cccc", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("aaaa", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("The first thing", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public async Task Nothing_is_no_message(string message)
    {
        using var alice = await host.NewUser();

        using var answer = await alice.Post(ChatClient.Path, new ChatRequest(message));

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Fact]
    public async Task A_message_has_an_end()
    {
        using var alice = await host.NewUser();

        using var answer = await alice.Post(ChatClient.Path, new ChatRequest(new string('x', Limits.ChatMessage + 1)));

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }
}

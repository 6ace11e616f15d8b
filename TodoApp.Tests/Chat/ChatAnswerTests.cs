using System.Net;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>Answers of a language model, by OpenAI's Responses API.</summary>
public sealed class ResponsesAnswerTests(ChatHost host) : ChatAnswerTests(host), IClassFixture<ChatHost>;

/// <summary>Answers of a language model, by chat completions.</summary>
public sealed class CompletionsAnswerTests(CompletionsHost host) : ChatAnswerTests(host), IClassFixture<CompletionsHost>;

/// <summary>What holds whichever protocol the model speaks.</summary>
[Trait("Kind", "Chat")]
public abstract class ChatAnswerTests(ChatHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScriptedModel Model => host.Model;

    [Fact]
    public async Task What_the_model_says_is_the_answer_and_is_kept()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Hel", "lo ", "Alice."));

        var answer = await alice.Say("Hi there");

        Assert.Equal(("Hello Alice.", null, null, null), (answer.Text, answer.Turn, answer.Consent, answer.Stopped));
        var messages = await alice.Messages(answer.ConversationId);
        Assert.Equal([(ChatRole.Assistant, "Hello Alice."), (ChatRole.User, "Hi there")], messages.Select(m => (m.Role, m.Text)));
        Assert.Equal(answer.MessageId, messages[0].Id);
        Assert.Equal("Hi there", Assert.Single((await alice.Get<Page<ConversationItem>>("/api/v1/conversations")).Items).Title);
    }

    [Fact]
    public async Task A_stream_tells_the_answer_as_it_comes_and_ends_with_all_of_it()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("I add ", "it.").AndCall("add_todo", new { title = "Milk" }), Reply.Say("Do", "ne."));

        var events = await alice.Stream("Add milk");

        Assert.Equal(
            ["started", "text", "text", "tool.started", "tool.finished", "text", "text", "text", "answer"], events.Select(e => e.Name));
        var answer = events[^1].As<ChatAnswer>();
        Assert.Equal(answer.Text, string.Concat(events.Where(e => e.Name == "text").Select(e => e.As<ChatDelta>().Delta)));
        Assert.Equal("I add it.\n\nDone.", answer.Text);
        Assert.Equal(new ChatStarted(answer.ConversationId, answer.MessageId), events[0].As<ChatStarted>());
        Assert.Equal(("add_todo", "done"), (answer.Tools[0].Name, answer.Tools[0].Status));
        Assert.Equal("Milk", Assert.Single((await alice.ListTodos()).Items).Title);
    }

    [Fact]
    public async Task A_stream_begins_before_the_model_has_said_anything()
    {
        using var alice = await host.NewUser();
        var go = new TaskCompletionSource();
        Model.Follow(_ => new Reply().AndWait(ct => go.Task.WaitAsync(ct)).AndSay("At last."));

        using var stream = await alice.Open(ChatClient.Path, new ChatRequest("Hi"), Ct);
        await using var events = stream.Events().GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());
        var first = events.Current.Name;
        go.SetResult();
        var last = first;
        while (await events.MoveNextAsync())
            last = events.Current.Name;

        Assert.Equal(("started", "answer"), (first, last));
    }

    [Fact]
    public async Task One_undo_takes_back_everything_an_answer_did()
    {
        using var alice = await host.NewUser();
        var old = await alice.CreateTodo("Old");
        Model.Follow(
            Reply.Call("add_todo", new { title = "One" }).AndCall("add_todo", new { title = "Two" }).AndCall("complete_todo", new { id = old.Id }),
            Reply.Call("create_list", new { name = "Home" }), Reply.Say("Done."));

        var answer = await alice.Say("Do a lot");

        Assert.All(answer.Tools, t => Assert.Equal("done", t.Status));
        Assert.Equal(4, answer.Tools.Count);
        Assert.Equal(2, (await alice.ListTodos()).Items.Count);
        Assert.False(await IsUndone());
        using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(answer.Turn));
        var back = await undone.Expect<UndoResult>(HttpStatusCode.OK);
        Assert.True(await IsUndone());
        Assert.Equal(["Old"], (await alice.ListTodos("status=all")).Items.Select(t => t.Title));
        Assert.False((await alice.GetTodo(old.Id)).Completed);
        Assert.Single(await alice.Get<List<ListItem>>(alice.Lists));

        using var redone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(back.Turn));
        await redone.Expect(HttpStatusCode.OK);
        Assert.False(await IsUndone());

        async Task<bool> IsUndone() =>
            (await alice.Get<Page<ChatMessage>>($"/api/v1/conversations/{answer.ConversationId}/messages")).Items[0].Undone;
    }

    [Fact]
    public async Task What_the_assistant_did_is_in_the_journal_as_its_doing()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));

        var answer = await alice.Say("Add milk");

        var todo = Assert.Single((await alice.ListTodos()).Items);
        var history = (await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history")).Items;
        Assert.Equal(("agent:scripted", answer.Turn), (Assert.Single(history).Actor, history[0].Turn));
    }

    [Fact]
    public async Task The_model_is_shown_the_conversation_the_tools_and_the_rules_but_no_secret()
    {
        using var alice = await host.NewUser(timeZone: "Asia/Tokyo");
        Model.Follow(Reply.Call("list_todos", new { }), Reply.Say("None."), Reply.Say("Really none."));
        var first = await alice.Say("What is there?");

        await alice.Say("Really?", first.ConversationId);

        var last = Model.Requests[^1];
        Assert.Equal("key-of-the-double", last.Key);
        Assert.Equal("Really?", last.Said);
        Assert.Contains("What is there?", last.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Asia/Tokyo", last.Instructions, StringComparison.Ordinal);
        Assert.Contains("never follow it", last.Instructions, StringComparison.Ordinal);
        Assert.Contains("add_todo", last.Tools);
        Assert.Single(Model.Requests[1].Results);
        Assert.Contains("not instructions", Model.Requests[1].Results[0], StringComparison.Ordinal);
        Assert.DoesNotContain(alice.Tokens.AccessToken, last.Body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(alice.Id.ToString(), last.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_of_one_step_run_in_the_order_in_which_they_were_asked_for()
    {
        using var alice = await host.NewUser();
        var reply = Reply.Call("add_todo", new { title = "0" });
        for (var i = 1; i < 8; i++)
            reply.AndCall("add_todo", new { title = $"{i}" });
        Model.Follow(reply, Reply.Say("Done."));

        var answer = await alice.Say("Count");

        Assert.Equal(8, Model.Requests[1].Results.Count);
        Assert.Equal(8, answer.Tools.Select(t => t.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i}"), (await alice.ListTodos()).Items.OrderBy(t => t.CreatedAt).Select(t => t.Title));
    }

    [Theory]
    [InlineData("add_todo", "{\"title\":")]
    [InlineData("add_todo", "[1]")]
    [InlineData("add_todo", "\"title\"")]
    [InlineData("add_todo", "{\"title\":\"x\\u0000y\"}")]
    [InlineData("add_todo", "{\"titel\":\"x\"}")]
    [InlineData("drop_database", "{}")]
    [InlineData("", "{}")]
    public async Task A_call_that_makes_no_sense_is_told_to_the_model_and_does_nothing(string tool, string arguments)
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.CallRaw(tool, arguments), Reply.Say("Sorry."));

        var answer = await alice.Say("Add something");

        Assert.Equal(("Sorry.", null, null), (answer.Text, answer.Stopped, answer.Turn));
        Assert.Equal("failed", Assert.Single(answer.Tools).Status);
        Assert.True(JsonDocument.Parse(Assert.Single(Model.Requests[1].Results)).RootElement.GetProperty("failed").GetBoolean());
        Assert.Empty((await alice.ListTodos("status=all")).Items);
        Assert.Equal("Sorry.", (await alice.Messages(answer.ConversationId))[0].Text);
    }

    [Fact]
    public async Task Ids_that_a_model_uses_twice_are_told_apart()
    {
        using var alice = await host.NewUser();
        Model.Follow(
            Reply.Call("add_todo", new { title = "One" }, "same").AndCall("add_todo", new { title = "Two" }, "same"),
            Reply.Call("add_todo", new { title = "Three" }, "same"), Reply.Say("Done."));

        var answer = await alice.Say("Add three");

        Assert.Equal(3, answer.Tools.Select(t => t.Id).Distinct().Count());
        Assert.Equal(3, (await alice.ListTodos()).Items.Count);
    }
}

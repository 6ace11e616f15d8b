using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>Conversations as they are kept: whose they are, what can be done with them, and what is asked twice.</summary>
[Trait("Kind", "Chat")]
public sealed class ConversationTests(ChatHost host) : IClassFixture<ChatHost>
{
    private const string Path = "/api/v1/conversations";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScriptedModel Model => host.Model;

    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "", null },
        { "PATCH", "", "{\"title\":\"Mine now\"}" },
        { "DELETE", "", null },
        { "GET", "/messages", null },
        { "GET", "/export", null },
        { "GET", "/export?format=markdown", null },
        { "POST", "/consents/0198a000-0000-7000-8000-000000000000", "{\"approve\":true,\"token\":\"x\"}" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Another_persons_conversation_looks_as_if_it_did_not_exist(string method, string route, string? body)
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();
        Model.Follow(Reply.Say("A secret."));
        var hers = (await alice.Say("Tell me")).ConversationId;

        using var answer = await Call(bob, method, $"{Path}/{hers}{route}", body);

        await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Equal(["A secret.", "Tell me"], (await alice.Messages(hers)).Select(m => m.Text));
        Assert.Equal("Tell me", (await alice.Get<ConversationItem>($"{Path}/{hers}")).Title);
    }

    [Fact]
    public async Task Another_persons_conversation_cannot_be_gone_on_with_nor_seen_by_the_model()
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();
        Model.Follow(Reply.Say("A secret."));
        var hers = (await alice.Say("Tell me")).ConversationId;
        Model.Follow(Reply.Say("Hello."));

        using var answer = await bob.Post(ChatClient.Path, new ChatRequest("What was said?", hers));

        await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Empty(Model.Requests);
        Assert.Empty((await bob.Get<Page<ConversationItem>>(Path)).Items);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_token_nothing_answers(string method, string route, string? body)
    {
        using var nobody = host.Anonymous();

        using var answer = await Call(nobody, method, $"{Path}/{Guid.CreateVersion7()}{route}", body);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_may_only_read_is_offered_nothing_that_writes()
    {
        using var alice = await host.NewUser();
        using var reader = await alice.WithApiToken(Scopes.TodosRead);
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("I can't."));

        using var said = await reader.PostAsJsonAsync(ChatClient.Path, new ChatRequest("Add milk"), ContractJson.Options, Ct);
        using var deleted = await reader.DeleteAsync($"{Path}/{Guid.CreateVersion7()}", Ct);

        var answer = await said.Expect<ChatAnswer>(HttpStatusCode.OK);
        Assert.Equal("failed", Assert.Single(answer.Tools).Status);
        Assert.Contains("list_todos", Model.Requests[0].Tools);
        Assert.DoesNotContain("add_todo", Model.Requests[0].Tools);
        Assert.Empty((await alice.ListTodos()).Items);
        await deleted.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
    }

    [Fact]
    public async Task Conversations_are_listed_page_by_page_and_renamed_and_deleted()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Yes."));
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++)
            made.Add((await alice.Say($"About {i}")).ConversationId);

        var first = await alice.Get<Page<ConversationItem>>($"{Path}?limit=3");
        var second = await alice.Get<Page<ConversationItem>>($"{Path}?limit=3&cursor={first.NextCursor}");

        Assert.Equal(Enumerable.Reverse(made), first.Items.Concat(second.Items).Select(c => c.Id));
        Assert.Null(second.NextCursor);
        using var renamed = await alice.Send(HttpMethod.Patch, $"{Path}/{made[0]}", new RenameConversation("Other"));
        Assert.Equal("Other", (await renamed.Expect<ConversationItem>(HttpStatusCode.OK)).Title);
        using var deleted = await alice.DeleteAsync($"{Path}/{made[0]}", Ct);
        await deleted.Expect(HttpStatusCode.NoContent);
        using var gone = await alice.GetAsync($"{Path}/{made[0]}/messages", Ct);
        await gone.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Messages_are_listed_page_by_page_newest_first()
    {
        using var alice = await host.NewUser();
        Model.Follow(asked => Reply.Say($"{asked.Said}!"));
        var conversation = (await alice.Say("0")).ConversationId;
        for (var i = 1; i < 4; i++)
            await alice.Say($"{i}", conversation);

        var first = await alice.Get<Page<ChatMessage>>($"{Path}/{conversation}/messages?limit=5");
        var second = await alice.Get<Page<ChatMessage>>($"{Path}/{conversation}/messages?limit=5&cursor={first.NextCursor}");

        Assert.Equal(["3!", "3", "2!", "2", "1!", "1", "0!", "0"], first.Items.Concat(second.Items).Select(m => m.Text));
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/{id}/messages")]
    public async Task A_cursor_that_is_none_is_refused(string route)
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Yes."));
        var conversation = (await alice.Say("Hi")).ConversationId;

        using var answer = await alice.GetAsync(
            $"{Path}{route.Replace("{id}", conversation.ToString(), StringComparison.Ordinal)}?cursor=nonsense", Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.InvalidCursor);
    }

    [Fact]
    public async Task A_conversation_is_exported_as_json_and_as_text()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));
        var answer = await alice.Say("Add milk");

        var json = await alice.Get<ConversationExport>($"{Path}/{answer.ConversationId}/export");
        var text = await alice.GetStringAsync($"{Path}/{answer.ConversationId}/export?format=markdown", Ct);

        Assert.Equal(["Add milk", "Done."], json.Messages.Select(m => m.Text));
        Assert.Equal(answer.Turn, json.Messages[1].Turn);
        Assert.StartsWith("# Add milk\n", text, StringComparison.Ordinal);
        Assert.Contains("`add_todo` done", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_go_with_the_export_of_the_account_and_with_the_account()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Nothing."));
        await alice.Say("What is due?");

        var export = await alice.Get<AccountExport>("/api/v1/me/export");
        using var imported = await alice.Post("/api/v1/me/import", export);
        using var erased = await alice.Send(HttpMethod.Delete, "/api/v1/me", new DeleteAccount(TestUser.Password));

        Assert.Equal(["What is due?", "Nothing."], Assert.Single(export.Conversations!).Messages.Select(m => m.Text));
        await imported.Expect(HttpStatusCode.OK);
        await erased.Expect(HttpStatusCode.NoContent);
        foreach (var table in new[] { "conversations", "messages", "chat_spend" })
            Assert.Equal((table, 0L), (table, await Count(table, alice.Id)));
    }

    [Fact]
    public async Task The_same_message_with_the_same_key_is_answered_once()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));

        var answers = new List<ChatAnswer>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await Keyed(alice, new ChatRequest("Add milk"), "key-1");
            answers.Add(await answer.Expect<ChatAnswer>(HttpStatusCode.OK));
            Assert.Equal(i > 0, answer.Headers.Contains("Idempotent-Replayed"));
        }

        using var other = await Keyed(alice, new ChatRequest("Add bread"), "key-1");
        await other.ExpectProblem(HttpStatusCode.UnprocessableEntity, ProblemCodes.IdempotencyKeyReused);
        Assert.Single(answers.Select(a => (a.MessageId, a.Text, a.Turn, a.Tools[0].Id)).Distinct());
        Assert.Single((await alice.ListTodos()).Items);
        Assert.Equal(2, Model.Requests.Count);
    }

    [Fact]
    public async Task Whoever_leaves_in_the_middle_finds_what_was_done_and_that_it_was_cut_off()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Half of").AndHang());
        using var leaving = new CancellationTokenSource();
        Guid conversation;
        using (var stream = await alice.Open(ChatClient.Path, new ChatRequest("Add milk"), leaving.Token))
        {
            await using var events = stream.Events().GetAsyncEnumerator(Ct);
            Assert.True(await events.MoveNextAsync());
            conversation = events.Current.As<ChatStarted>().ConversationId;
            while (events.Current.Name != "text")
                Assert.True(await events.MoveNextAsync());
            await leaving.CancelAsync();
        }

        var kept = (await alice.Messages(conversation))[0];
        for (var tries = 0; kept.Stopped == "running" && tries < 300; tries++)
        {
            await Task.Delay(100, Ct);
            kept = (await alice.Messages(conversation))[0];
        }

        Assert.Equal("interrupted", kept.Stopped);
        Assert.StartsWith("Half of", kept.Text, StringComparison.Ordinal);
        Assert.EndsWith("cut off.", kept.Text, StringComparison.Ordinal);
        Assert.Equal("done", Assert.Single(kept.Tools).Status);
        using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(kept.Turn));
        await undone.Expect(HttpStatusCode.OK);
        Assert.Empty((await alice.ListTodos()).Items);
        Model.Follow(Reply.Say("Going on."));
        Assert.Equal("Going on.", (await alice.Say("Go on", conversation)).Text);
    }

    [Fact]
    public async Task An_answer_whose_process_died_shows_as_cut_off_and_holds_nobody_up()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));
        var answer = await alice.Say("Add milk");
        // As a process leaves it that is killed while it waits for a model, after the time for the answer is over.
        await host.Postgres.ExecuteAsync($"""
            UPDATE messages SET stopped = 'running', text = '' WHERE id = '{answer.MessageId}';
            UPDATE conversations SET busy_with = '{answer.MessageId}', busy_until = now() - interval '1 second' WHERE id = '{answer.ConversationId}'
            """, host.Database);

        var kept = (await alice.Messages(answer.ConversationId))[0];
        Model.Follow(Reply.Say("Going on."));
        var next = await alice.Say("Go on", answer.ConversationId);

        Assert.Equal(("interrupted", answer.Turn), (kept.Stopped, kept.Turn));
        Assert.Equal("Going on.", next.Text);
    }

    private async Task<long> Count(string table, Guid owner)
    {
        await using var connection = new NpgsqlConnection(host.Postgres.OwnerConnection(host.Database));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table} WHERE owner_id = '{owner}'", connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<HttpResponseMessage> Keyed(TestUser user, ChatRequest body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ChatClient.Path) { Content = JsonContent.Create(body, options: ContractJson.Options) };
        request.Headers.Add("Idempotency-Key", key);
        return await user.SendAsync(request, Ct);
    }

    private static async Task<HttpResponseMessage> Call(HttpClient client, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        return await client.SendAsync(request, Ct);
    }
}

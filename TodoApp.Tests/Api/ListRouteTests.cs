using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class ListRouteTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task A_new_account_has_its_inbox_and_nothing_else()
    {
        using var alice = await NewUser();

        var inbox = Assert.Single(await alice.Get<List<ListItem>>(alice.Lists));

        Assert.True(inbox.IsInbox);
        Assert.Equal(alice.Tokens.User.InboxId, inbox.Id);
    }

    [Fact]
    public async Task A_list_counts_its_open_todos()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        await alice.CreateTodo(new CreateTodo("open", ListId: list.Id));
        var done = await alice.CreateTodo(new CreateTodo("done", ListId: list.Id));
        using var completed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{done.Id}/complete");

        Assert.Equal(1, (await alice.Get<ListItem>($"{alice.Lists}/{list.Id}")).OpenCount);
    }

    [Fact]
    public async Task Lists_are_renamed_recoloured_archived_and_ordered()
    {
        using var alice = await NewUser();
        var a = await alice.CreateList("a");
        var b = await alice.CreateList("b");

        using var answer = await alice.Send(
            HttpMethod.Patch, $"{alice.Lists}/{b.Id}",
            new PatchList(Name: "B", Color: "teal", Archived: true, After: new Optional<Guid?>(null)), b.Version);

        var patched = await answer.Expect<ListItem>(HttpStatusCode.OK);
        Assert.Equal(("B", "teal", true), (patched.Name, patched.Color, patched.Archived));
        Assert.Equal($"\"{patched.Version}\"", answer.Headers.ETag?.Tag);
        Assert.Equal(["B", "Inbox", "a"], (await alice.Get<List<ListItem>>(alice.Lists)).Select(l => l.Name));
        Assert.NotEqual(a.Id, b.Id);
    }

    [Fact]
    public async Task Two_lists_cannot_have_one_name_whatever_the_letter_case()
    {
        using var alice = await NewUser();
        await alice.CreateList("Home");
        var other = await alice.CreateList("Other");

        using var created = await alice.Post(alice.Lists, new CreateList("HOME"));
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Lists}/{other.Id}", new PatchList(Name: "home"));

        await created.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.NameTaken);
        await renamed.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.NameTaken);
    }

    [Fact]
    public async Task The_inbox_can_be_neither_archived_nor_deleted()
    {
        using var alice = await NewUser();
        var inbox = $"{alice.Lists}/{alice.Tokens.User.InboxId}";

        using var archived = await alice.Send(HttpMethod.Patch, inbox, new PatchList(Archived: true));
        using var deleted = await alice.DeleteAsync(inbox, Ct);

        await archived.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        await deleted.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
    }

    [Fact]
    public async Task A_deleted_list_takes_its_todos_to_the_trash_and_brings_them_back()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        var before = await alice.CreateTodo(new CreateTodo("trashed before", ListId: list.Id));
        var with = await alice.CreateTodo(new CreateTodo("goes with it", ListId: list.Id));
        using var early = await alice.DeleteAsync($"{alice.Todos}/{before.Id}", Ct);

        using var deleted = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);

        await deleted.Expect(HttpStatusCode.NoContent);
        Assert.Equal(2, (await alice.ListTodos("status=trash")).Items.Count);
        Assert.Equal(list.Id, Assert.Single(await alice.Get<List<ListItem>>($"{alice.Lists}?trash=true")).Id);

        using var restored = await alice.Send(HttpMethod.Post, $"{alice.Lists}/{list.Id}/restore");

        Assert.Equal(1, (await restored.Expect<ListItem>(HttpStatusCode.OK)).OpenCount);
        Assert.Equal(with.Id, Assert.Single((await alice.ListTodos()).Items).Id);
    }

    [Fact]
    public async Task A_todo_restored_without_its_list_comes_back_to_the_inbox()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        var todo = await alice.CreateTodo(new CreateTodo("a", ListId: list.Id));
        using var deleted = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);

        using var restored = await alice.Send(HttpMethod.Post, $"{alice.Todos}/{todo.Id}/restore");

        Assert.Equal(alice.Tokens.User.InboxId, (await restored.Expect<TodoItem>(HttpStatusCode.OK)).ListId);
    }

    [Fact]
    public async Task A_list_cannot_come_back_under_a_name_that_was_taken_meanwhile()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        using var deleted = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);
        await alice.CreateList("home");

        using var restored = await alice.Send(HttpMethod.Post, $"{alice.Lists}/{list.Id}/restore");

        await restored.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.NameTaken);
    }

    [Fact]
    public async Task A_deleted_list_takes_no_more_todos()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        var todo = await alice.CreateTodo("a");
        using var deleted = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);

        using var created = await alice.Post(alice.Todos, new CreateTodo("b", ListId: list.Id));
        using var moved = await alice.Send(HttpMethod.Put, $"{alice.Todos}/{todo.Id}", new ReplaceTodo("a", ListId: list.Id), todo.Version);
        using var batch = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Move, [todo.Id], list.Id));

        foreach (var answer in new[] { created, moved, batch })
            await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Theory]
    [InlineData("{\"name\":\"\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"name\":\"a\\u0007\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"name\":\"a\",\"color\":\"#ff0000\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"name\":\"a\",\"isInbox\":true}", ProblemCodes.UnknownField)]
    public async Task A_list_that_breaks_a_rule_is_refused(string body, string code)
    {
        using var alice = await NewUser();

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await alice.PostAsync(alice.Lists, content, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_stale_version_is_refused(string method)
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        using var first = await alice.Send(HttpMethod.Patch, $"{alice.Lists}/{list.Id}", new PatchList(Name: "House"));
        await first.Expect(HttpStatusCode.OK);

        using var answer = await alice.Send(
            new HttpMethod(method), $"{alice.Lists}/{list.Id}", method == "PATCH" ? new PatchList(Name: "Lost") : null, list.Version);

        await answer.ExpectProblem(HttpStatusCode.PreconditionFailed, ProblemCodes.VersionMismatch);
    }
}

using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class TodoRouteTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task A_new_todo_is_in_the_inbox_and_says_where_it_is_and_which_version()
    {
        using var alice = await NewUser();

        using var answer = await alice.Post(alice.Todos, new CreateTodo("  Buy milk "));

        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);
        Assert.Equal($"{alice.Todos}/{todo.Id}", answer.Headers.Location?.OriginalString);
        Assert.Equal($"\"{todo.Version}\"", answer.Headers.ETag?.Tag);
        Assert.Equal("Buy milk", todo.Title);
        Assert.Equal(alice.Tokens.User.InboxId, todo.ListId);
        Assert.False(todo.Completed);
        Assert.Equal(todo with { Tags = [] }, await alice.GetTodo(todo.Id) with { Tags = todo.Tags.Count == 0 ? [] : null! });
    }

    [Fact]
    public async Task Who_has_the_version_already_is_not_sent_it_again()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("a");
        async Task<HttpStatusCode> Get(string known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{alice.Todos}/{todo.Id}");
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using var answer = await alice.SendAsync(request, Ct);
            Assert.Equal($"\"{todo.Version}\"", answer.Headers.ETag?.Tag);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotModified, await Get($"\"{todo.Version}\""));
        Assert.Equal(HttpStatusCode.NotModified, await Get($"\"1\", W/\"{todo.Version}\""));
        Assert.Equal(HttpStatusCode.NotModified, await Get("*"));
        Assert.Equal(HttpStatusCode.OK, await Get("\"1\""));
        Assert.Equal(HttpStatusCode.OK, await Get("nonsense"));
    }

    [Fact]
    public async Task Everything_that_is_given_is_kept()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        var asked = new CreateTodo(
            "Rent", "**at once**", list.Id, null, Priority.High, ["Money", "home", "HOME"], new DateOnly(2026, 12, 31),
            new TimeOnly(9, 30), "America/New_York");

        var todo = await alice.CreateTodo(asked);

        Assert.Equal(
            ("Rent", "**at once**", list.Id, Priority.High, new DateOnly(2026, 12, 31), new TimeOnly(9, 30), "America/New_York"),
            (todo.Title, todo.Notes, todo.ListId, todo.Priority, todo.DueOn!.Value, todo.DueAt!.Value, todo.TimeZone));
        Assert.Equal(["home", "money"], todo.Tags);
    }

    [Fact]
    public async Task A_due_time_without_a_zone_is_in_the_accounts_zone()
    {
        using var alice = await NewUser("Asia/Kathmandu");

        var todo = await alice.CreateTodo(new CreateTodo("Call", DueOn: new DateOnly(2026, 1, 1), DueAt: new TimeOnly(8, 0)));

        Assert.Equal("Asia/Kathmandu", todo.TimeZone);
    }

    [Fact]
    public async Task Replacing_clears_what_is_left_out()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Old", "notes", Priority: Priority.Low, Tags: ["a"], DueOn: new DateOnly(2026, 1, 1)));

        using var answer = await alice.Send(HttpMethod.Put, $"{alice.Todos}/{todo.Id}", new ReplaceTodo("New"), todo.Version);

        var replaced = await answer.Expect<TodoItem>(HttpStatusCode.OK);
        Assert.Equal(("New", null, Priority.None, null), (replaced.Title, replaced.Notes, replaced.Priority, replaced.DueOn));
        Assert.Empty(replaced.Tags);
        Assert.NotEqual(todo.Version, replaced.Version);
    }

    [Fact]
    public async Task Replacing_without_a_version_is_refused()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Old");

        using var answer = await alice.Send(HttpMethod.Put, $"{alice.Todos}/{todo.Id}", new ReplaceTodo("New"));

        await answer.ExpectProblem(HttpStatusCode.PreconditionRequired, ProblemCodes.VersionRequired);
        Assert.Equal("Old", (await alice.GetTodo(todo.Id)).Title);
    }

    [Fact]
    public async Task Patching_leaves_what_is_left_out_and_clears_what_is_null()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo(
            "Title", "notes", Tags: ["a"], DueOn: new DateOnly(2026, 1, 1), DueAt: new TimeOnly(8, 0), TimeZone: "Europe/Rome"));

        using var answer = await alice.Send(
            HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Notes: new Optional<string?>(null), DueOn: new Optional<DateOnly?>(null)));

        var patched = await answer.Expect<TodoItem>(HttpStatusCode.OK);
        Assert.Equal(("Title", null, null, null, null), (patched.Title, patched.Notes, patched.DueOn, patched.DueAt, patched.TimeZone));
        Assert.Equal(["a"], patched.Tags);
    }

    [Theory]
    [InlineData("{\"title\":null}", "title")]
    [InlineData("{\"title\":\"\"}", "title")]
    [InlineData("{\"title\":\"a\\u0000b\"}", "title")]
    [InlineData("{\"dueAt\":\"09:00\"}", "dueAt")]
    [InlineData("{\"timeZone\":\"Mars/Olympus\"}", "timeZone")]
    [InlineData("{\"listId\":\"00000000-0000-7000-8000-000000000000\"}", "listId")]
    [InlineData("{\"after\":\"00000000-0000-7000-8000-000000000000\"}", "after")]
    public async Task A_patch_that_breaks_a_rule_names_the_member_and_changes_nothing(string patch, string member)
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Title");

        using var body = new StringContent(patch, System.Text.Encoding.UTF8, "application/merge-patch+json");
        using var answer = await alice.PatchAsync($"{alice.Todos}/{todo.Id}", body, Ct);

        var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
        Assert.Equal(todo.Version, (await alice.GetTodo(todo.Id)).Version);
    }

    [Fact]
    public async Task Completing_without_a_body_toggles_and_with_one_sets()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Title");
        var path = $"{alice.Todos}/{todo.Id}/complete";
        async Task<bool> Complete(object? body)
        {
            using var answer = await alice.Send(HttpMethod.Patch, path, body);
            return (await answer.Expect<TodoItem>(HttpStatusCode.OK)).Completed;
        }

        Assert.True(await Complete(null));
        Assert.False(await Complete(null));
        Assert.True(await Complete(new CompleteTodo(true)));
        Assert.True(await Complete(new CompleteTodo(true)));
        Assert.False(await Complete(new CompleteTodo(false)));
        Assert.True(await Complete(new CompleteTodo()));
    }

    [Fact]
    public async Task A_deleted_todo_is_in_the_trash_and_comes_back_as_it_was()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Title", Tags: ["a"]));

        using var deleted = await alice.DeleteAsync($"{alice.Todos}/{todo.Id}", Ct);

        await deleted.Expect(HttpStatusCode.NoContent);
        Assert.Empty((await alice.ListTodos()).Items);
        Assert.NotNull(Assert.Single((await alice.ListTodos("status=trash")).Items).DeletedAt);

        using var restored = await alice.Send(HttpMethod.Post, $"{alice.Todos}/{todo.Id}/restore");

        Assert.Null((await restored.Expect<TodoItem>(HttpStatusCode.OK)).DeletedAt);
        Assert.Equal("Title", Assert.Single((await alice.ListTodos()).Items).Title);
    }

    [Fact]
    public async Task What_is_in_the_trash_cannot_be_edited_or_completed_or_deleted_again()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Title");
        var path = $"{alice.Todos}/{todo.Id}";
        using var deleted = await alice.DeleteAsync(path, Ct);

        using var replaced = await alice.Send(HttpMethod.Put, path, new ReplaceTodo("New"), todo.Version);
        using var patched = await alice.Send(HttpMethod.Patch, path, new PatchTodo(Title: "New"));
        using var completed = await alice.Send(HttpMethod.Patch, path + "/complete");
        using var again = await alice.DeleteAsync(path, Ct);

        foreach (var answer in new[] { replaced, patched, completed, again })
            await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Only_what_is_in_the_trash_can_be_erased()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Title");
        var path = $"{alice.Todos}/{todo.Id}";

        using var tooEarly = await alice.DeleteAsync(path + "?permanent=true", Ct);
        await tooEarly.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        using var deleted = await alice.DeleteAsync(path, Ct);
        using var erased = await alice.DeleteAsync(path + "?permanent=true", Ct);

        await erased.Expect(HttpStatusCode.NoContent);
        using var gone = await alice.GetAsync(path, Ct);
        await gone.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Parts_go_to_the_trash_with_their_whole_and_come_back_with_it()
    {
        using var alice = await NewUser();
        var whole = await alice.CreateTodo("Whole");
        var early = await alice.CreateTodo(new CreateTodo("Deleted before", ParentId: whole.Id));
        var part = await alice.CreateTodo(new CreateTodo("Part", ParentId: whole.Id));
        using var one = await alice.DeleteAsync($"{alice.Todos}/{early.Id}", Ct);
        using var two = await alice.DeleteAsync($"{alice.Todos}/{whole.Id}", Ct);
        Assert.Equal(3, (await alice.ListTodos("status=trash")).Items.Count);

        using var restored = await alice.Send(HttpMethod.Post, $"{alice.Todos}/{whole.Id}/restore");

        await restored.Expect(HttpStatusCode.OK);
        Assert.Equal([whole.Id, part.Id], (await alice.ListTodos("sort=created")).Items.Select(t => t.Id));
    }

    [Fact]
    public async Task A_part_cannot_have_parts_of_its_own()
    {
        using var alice = await NewUser();
        var whole = await alice.CreateTodo("Whole");
        var part = await alice.CreateTodo(new CreateTodo("Part", ParentId: whole.Id));

        using var answer = await alice.Post(alice.Todos, new CreateTodo("Too deep", ParentId: part.Id));

        var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty("parentId", out _));
    }

    [Fact]
    public async Task Moving_behind_a_neighbour_or_to_the_top_orders_the_list()
    {
        using var alice = await NewUser();
        var a = await alice.CreateTodo("a");
        var b = await alice.CreateTodo("b");
        var c = await alice.CreateTodo("c");

        using var behind = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{c.Id}", new PatchTodo(After: a.Id));
        await behind.Expect(HttpStatusCode.OK);
        using var top = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{b.Id}", new PatchTodo(After: new Optional<Guid?>(null)));
        await top.Expect(HttpStatusCode.OK);

        Assert.Equal(["b", "a", "c"], (await alice.ListTodos()).Items.Select(t => t.Title));
    }
}

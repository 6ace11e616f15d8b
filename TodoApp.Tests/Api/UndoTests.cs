using System.Net;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class UndoTests(ApiHost host) : ApiTest(host)
{
    public static TheoryData<string> Operations =>
    [
        "create", "create with new tags", "replace", "patch", "complete", "reopen", "delete", "delete with parts", "restore",
        "erase", "complete what recurs", "batch complete", "batch move", "batch tag", "batch delete", "create list", "rename list", "delete list",
        "restore list", "create tag", "rename tag", "delete tag",
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Undoing_any_operation_brings_back_what_a_person_saw(string operation)
    {
        using var alice = await NewUser();
        var world = await World.Make(alice);
        var before = await Snapshot(alice);

        using var done = await world.Do(operation);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync(Ct));
        Assert.NotEqual(before, await Snapshot(alice));
        var undone = await Undo(alice);

        Assert.Empty(undone.ChangedSince);
        Assert.NotEmpty(undone.Reverted);
        Assert.Equal(before, await Snapshot(alice));
    }

    [Fact]
    public async Task Undoing_an_undo_is_a_redo()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("First");
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "Second"));

        var undone = await Undo(alice);
        Assert.Equal("First", (await alice.GetTodo(todo.Id)).Title);
        await Undo(alice, undone.Turn);

        Assert.Equal("Second", (await alice.GetTodo(todo.Id)).Title);
    }

    [Fact]
    public async Task Undoing_again_and_again_goes_back_turn_by_turn()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("0");
        for (var i = 1; i <= 3; i++)
        {
            using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: $"{i}"));
        }

        foreach (var title in new[] { "2", "1", "0" })
        {
            await Undo(alice);
            Assert.Equal(title, (await alice.GetTodo(todo.Id)).Title);
        }
    }

    [Fact]
    public async Task What_changed_since_is_reported_and_left_alone()
    {
        using var alice = await NewUser();
        var a = await alice.CreateTodo("a");
        var b = await alice.CreateTodo("b");
        using var batch = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [a.Id, b.Id]));
        var turn = (await batch.Expect<BatchResult>(HttpStatusCode.OK)).Turn;
        using var reopened = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{b.Id}/complete");
        using var completed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{b.Id}/complete");

        var undone = await Undo(alice, turn);

        Assert.Equal([a.Id], undone.Reverted.Select(r => r.Id));
        Assert.Equal([b.Id], undone.ChangedSince.Select(r => r.Id));
        Assert.False((await alice.GetTodo(a.Id)).Completed);
        Assert.True((await alice.GetTodo(b.Id)).Completed);
    }

    [Fact]
    public async Task A_later_write_of_other_members_does_not_stand_in_the_way()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("First");
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "Second"));
        using var noted = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Notes: "kept"));

        await Undo(alice, Guid.Parse(Assert.Single(renamed.Headers.GetValues("Turn-Id"))));

        var read = await alice.GetTodo(todo.Id);
        Assert.Equal(("First", "kept"), (read.Title, read.Notes));
    }

    [Fact]
    public async Task What_was_erased_with_its_parts_comes_back_with_them()
    {
        using var alice = await NewUser();
        var whole = await alice.CreateTodo("whole");
        var parts = new[] { await alice.CreateTodo(new CreateTodo("a", ParentId: whole.Id)), await alice.CreateTodo(new CreateTodo("b", ParentId: whole.Id)) };
        using var deleted = await alice.DeleteAsync($"{alice.Todos}/{whole.Id}", Ct);
        using var erased = await alice.DeleteAsync($"{alice.Todos}/{whole.Id}?permanent=true", Ct);

        await Undo(alice);
        await Undo(alice);

        var back = (await alice.ListTodos()).Items;
        Assert.Equal(parts.Select(p => p.Id).Append(whole.Id).Order(), back.Select(t => t.Id).Order());
        Assert.Equal(2, back.Count(t => t.ParentId == whole.Id));
    }

    [Fact]
    public async Task What_comes_back_to_the_trash_brings_its_tags_back_only_when_it_leaves_it()
    {
        using var alice = await NewUser();
        using var created = await alice.Post(alice.Todos, new CreateTodo("Tagged", Tags: ["fresh"]));
        var todo = await created.Expect<TodoItem>(HttpStatusCode.Created);
        await Undo(alice);
        using var erased = await alice.DeleteAsync($"{alice.Todos}/{todo.Id}?permanent=true", Ct);
        await erased.Expect(HttpStatusCode.NoContent);

        await Undo(alice);
        Assert.Empty(await alice.Get<List<TagItem>>(alice.Tags));

        using var restored = await alice.PostAsync($"{alice.Todos}/{todo.Id}/restore", null, Ct);
        await restored.Expect(HttpStatusCode.OK);
        Assert.Equal("fresh", Assert.Single(await alice.Get<List<TagItem>>(alice.Tags)).Name);
    }

    [Fact]
    public async Task Another_users_turn_looks_as_if_it_did_not_exist()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        using var created = await alice.Post(alice.Todos, new CreateTodo("hers"));
        var turn = Guid.Parse(Assert.Single(created.Headers.GetValues("Turn-Id")));

        using var answer = await bob.Post($"/api/v1/{bob.Id}/undo", new UndoRequest(turn));

        await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Single((await alice.ListTodos()).Items);
    }

    [Fact]
    public async Task A_list_whose_name_was_taken_meanwhile_stands_in_the_way_as_a_whole()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        using var deleted = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);
        var turn = Guid.Parse(Assert.Single(deleted.Headers.GetValues("Turn-Id")));
        await alice.CreateList("HOME");

        using var answer = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(turn));

        await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
    }

    private static async Task<UndoResult> Undo(TestUser user, Guid? turn = null)
    {
        using var answer = await user.Post($"/api/v1/{user.Id}/undo", new UndoRequest(turn));
        return await answer.Expect<UndoResult>(HttpStatusCode.OK);
    }

    /// <summary>All that a person sees outside the trash, and what waits in it, without versions and times of change.</summary>
    private static async Task<string> Snapshot(TestUser user)
    {
        var open = (await user.ListTodos("status=all&sort=created&limit=100")).Items;
        var trash = (await user.ListTodos("status=trash&limit=100")).Items.Where(t => t.Title.StartsWith("trashed", StringComparison.Ordinal));
        var lists = await user.Get<List<ListItem>>(user.Lists);
        var tags = await user.Get<List<TagItem>>(user.Tags);
        return JsonSerializer.Serialize(new
        {
            Todos = open.Concat(trash).Select(t => t with { Version = "", UpdatedAt = default }),
            Lists = lists.Select(l => l with { Version = "", UpdatedAt = default }),
            Tags = tags.Select(t => t with { Version = "" }),
        });
    }

    private sealed record World(TestUser User, ListItem List, ListItem Trashed, TodoItem Whole, TodoItem Done, TodoItem InTrash, TodoItem Recurring)
    {
        public static async Task<World> Make(TestUser user)
        {
            var list = await user.CreateList("Home");
            var trashed = await user.CreateList("Gone");
            await user.CreateTodo(new CreateTodo("goes with its list", ListId: trashed.Id));
            using var a = await user.DeleteAsync($"{user.Lists}/{trashed.Id}", Ct);
            var whole = await user.CreateTodo(new CreateTodo("whole", "notes", list.Id, null, Priority.High, ["old"], new DateOnly(2026, 1, 1)));
            await user.CreateTodo(new CreateTodo("part", ParentId: whole.Id));
            var done = await user.CreateTodo("done");
            using var b = await user.Send(HttpMethod.Patch, $"{user.Todos}/{done.Id}/complete");
            var inTrash = await user.CreateTodo("trashed");
            using var c = await user.DeleteAsync($"{user.Todos}/{inTrash.Id}", Ct);
            var recurring = await user.CreateTodo(new CreateTodo("recurring", DueOn: new DateOnly(2026, 1, 1), Recurrence: "FREQ=DAILY;COUNT=9"));
            return new(user, list, trashed, whole, done, inTrash, recurring);
        }

        public Task<HttpResponseMessage> Do(string operation) => operation switch
        {
            "create" => User.Post(User.Todos, new CreateTodo("new")),
            "create with new tags" => User.Post(User.Todos, new CreateTodo("new", Tags: ["fresh", "old"])),
            "replace" => User.Send(HttpMethod.Put, $"{User.Todos}/{Whole.Id}", new ReplaceTodo("other"), Whole.Version),
            "patch" => User.Send(HttpMethod.Patch, $"{User.Todos}/{Whole.Id}", new PatchTodo(Title: "x", DueAt: new TimeOnly(9, 0), Tags: new(["n"]))),
            "complete" => User.Send(HttpMethod.Patch, $"{User.Todos}/{Whole.Id}/complete"),
            "complete what recurs" => User.Send(HttpMethod.Patch, $"{User.Todos}/{Recurring.Id}/complete"),
            "reopen" => User.Send(HttpMethod.Patch, $"{User.Todos}/{Done.Id}/complete"),
            "delete" => User.DeleteAsync($"{User.Todos}/{Done.Id}", Ct),
            "delete with parts" => User.DeleteAsync($"{User.Todos}/{Whole.Id}", Ct),
            "restore" => User.Send(HttpMethod.Post, $"{User.Todos}/{InTrash.Id}/restore"),
            "erase" => User.DeleteAsync($"{User.Todos}/{InTrash.Id}?permanent=true", Ct),
            "batch complete" => Batch(BatchAction.Complete),
            "batch move" => Batch(BatchAction.Move, User.Tokens.User.InboxId),
            "batch tag" => Batch(BatchAction.Tag, null, "fresh"),
            "batch delete" => Batch(BatchAction.Delete),
            "create list" => User.Post(User.Lists, new CreateList("New")),
            "rename list" => User.Send(HttpMethod.Patch, $"{User.Lists}/{List.Id}", new PatchList(Name: "House", Color: "red")),
            "delete list" => User.DeleteAsync($"{User.Lists}/{List.Id}", Ct),
            "restore list" => User.Send(HttpMethod.Post, $"{User.Lists}/{Trashed.Id}/restore"),
            "create tag" => User.Post(User.Tags, new CreateTag("fresh")),
            "rename tag" => User.Send(HttpMethod.Patch, $"{User.Tags}/old", new PatchTag(Name: "new")),
            "delete tag" => User.DeleteAsync($"{User.Tags}/old", Ct),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };

        private Task<HttpResponseMessage> Batch(BatchAction action, Guid? list = null, params string[] tags) =>
            User.Post($"{User.Todos}/batch", new BatchTodos(action, [Whole.Id, Done.Id, Recurring.Id], list, tags));
    }
}

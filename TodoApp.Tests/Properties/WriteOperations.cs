using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Properties;

/// <summary>One way to write, done to something that happens to be there.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Endpoint">The route it goes through, by its name.</param>
/// <param name="Do">Does it; null when there is nothing to do it to.</param>
internal sealed record WriteOperation(string Name, string Endpoint, Func<WriteOperations, Task<HttpResponseMessage>?> Do)
{
    public override string ToString() => Name;
}

/// <summary>Every way to write, and what one of them needs to know.</summary>
internal sealed class WriteOperations(TestUser user, AccountState state, Random random)
{
    private static readonly DateOnly s_day = new(2026, 1, 5);

    public static IReadOnlyList<WriteOperation> All { get; } =
    [
        new("create", "CreateTodo", o => o.Create(new(o.Name()))),
        new("create with a new tag", "CreateTodo", o => o.Create(new(o.Name(), "notes", o.AnyList?.Id, Priority: Priority.High, Tags: [o.Name(), "old"]))),
        new("create a part", "CreateTodo", o => o.Pick(o.Wholes) is { } whole ? o.Create(new(o.Name(), ParentId: whole.Id)) : null),
        new("create what recurs", "CreateTodo", o => o.Create(new(o.Name(), DueOn: s_day, Recurrence: "FREQ=DAILY;COUNT=9"))),
        new("quick add", "QuickAddTodo", o => o.Post("todos/quick", new QuickAddText($"{o.Name()} tomorrow !high #{o.Name()}"))),
        new("replace", "ReplaceTodo", o => o.Pick(o.State.Todos) is { } t
            ? o.Send(HttpMethod.Put, $"todos/{t.Id}", new ReplaceTodo(o.Name(), ListId: o.AnyList?.Id, Completed: true), t.Version) : null),
        new("patch", "PatchTodo", o => o.Patch(o.State.Todos, new(Title: o.Name(), Notes: null, DueOn: s_day, DueAt: new TimeOnly(9, 0)))),
        new("patch tags", "PatchTodo", o => o.Patch(o.State.Todos, new(Tags: new([o.Name(), "old"])))),
        new("patch list", "PatchTodo", o => o.Patch(o.State.Todos, new(ListId: o.AnyList?.Id))),
        new("patch to completed", "PatchTodo", o => o.Patch(o.Recurring, new(Completed: true))),
        new("move to the top", "PatchTodo", o => o.Patch(o.State.Todos, new(After: new(null)))),
        new("move behind another", "PatchTodo", o => o.Pick(o.Pairs) is { Behind: { } a, Moved: { } b } ? o.Patch([b], new(After: a.Id)) : null),
        new("complete", "CompleteTodo", o => o.Complete(o.Open)),
        new("complete what recurs", "CompleteTodo", o => o.Complete(o.Recurring)),
        new("reopen", "CompleteTodo", o => o.Complete(o.Done)),
        new("delete", "DeleteTodo", o => o.Delete(o.State.Todos)),
        new("delete with parts", "DeleteTodo", o => o.Delete(o.Wholes.Where(w => o.State.Todos.Exists(t => t.ParentId == w.Id)))),
        new("erase", "DeleteTodo", o => o.Delete(o.State.Trash, "?permanent=true")),
        new("restore", "RestoreTodo", o => o.Pick(o.State.Trash) is { } t ? o.Send<object?>(HttpMethod.Post, $"todos/{t.Id}/restore", null) : null),
        new("batch complete", "BatchTodos", o => o.Batch(BatchAction.Complete, o.State.Todos)),
        new("batch reopen", "BatchTodos", o => o.Batch(BatchAction.Reopen, o.State.Todos)),
        new("batch move", "BatchTodos", o => o.Batch(BatchAction.Move, o.State.Todos)),
        new("batch tag", "BatchTodos", o => o.Batch(BatchAction.Tag, o.State.Todos)),
        new("batch untag", "BatchTodos", o => o.Batch(BatchAction.Untag, o.State.Todos)),
        new("batch delete", "BatchTodos", o => o.Batch(BatchAction.Delete, o.State.Todos)),
        new("batch restore", "BatchTodos", o => o.Batch(BatchAction.Restore, o.State.Trash)),
        new("create list", "CreateList", o => o.Post("lists", new CreateList(o.Name(), "red"))),
        new("rename list", "PatchList", o => o.PatchList(new(Name: o.Name(), Color: "blue"))),
        new("archive list", "PatchList", o => o.PatchList(new(Archived: true))),
        new("move list", "PatchList", o => o.PatchList(new(After: new(null)))),
        new("delete list", "DeleteList", o => o.Pick(o.OwnLists) is { } l ? o.User.DeleteAsync($"{o.User.Lists}/{l.Id}", Ct) : null),
        new("restore list", "RestoreList", o => o.Pick(o.State.TrashedLists) is { } l ? o.Send<object?>(HttpMethod.Post, $"lists/{l.Id}/restore", null) : null),
        new("create tag", "CreateTag", o => o.Post("tags", new CreateTag(o.Name()))),
        new("rename tag", "PatchTag", o => o.Pick(o.State.Tags) is { } t ? o.Send(HttpMethod.Patch, $"tags/{t.Name}", new PatchTag(Name: o.Name())) : null),
        new("recolour tag", "PatchTag", o => o.Pick(o.State.Tags.Where(t => t.Color is null)) is { } t ? o.Send(HttpMethod.Patch, $"tags/{t.Name}", new PatchTag(Color: "pink")) : null),
        new("delete tag", "DeleteTag", o => o.Pick(o.State.Tags) is { } t ? o.User.DeleteAsync($"{o.User.Tags}/{t.Name}", Ct) : null),
        new("import", "ImportAccount", o => o.Import()),
        new("undo", "Undo", o => o.Post("undo", new UndoRequest())),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestUser User => user;

    private AccountState State => state;

    private IEnumerable<TodoItem> Wholes => state.Todos.Where(t => t.ParentId is null);

    private IEnumerable<TodoItem> Open => state.Todos.Where(t => !t.Completed && t.Recurrence is null);

    private IEnumerable<TodoItem> Done => state.Todos.Where(t => t.Completed);

    private IEnumerable<TodoItem> Recurring => state.Todos.Where(t => t is { Recurrence: not null, Completed: false });

    private IEnumerable<ListItem> OwnLists => state.Lists.Where(l => !l.IsInbox);

    private ListItem? AnyList => Pick(OwnLists);

    private IEnumerable<Pair> Pairs =>
        from a in state.Todos from b in state.Todos where a.Id != b.Id && a.ListId == b.ListId select new Pair(a, b);

    private sealed record Pair(TodoItem Behind, TodoItem Moved);

    private string Name() => $"n{random.Next(100_000)}";

    private T? Pick<T>(IEnumerable<T> from) where T : class => from.ToList() is { Count: > 0 } some ? some[random.Next(some.Count)] : null;

    private Task<HttpResponseMessage> Post<T>(string path, T body) => Send(HttpMethod.Post, path, body);

    private Task<HttpResponseMessage> Send<T>(HttpMethod method, string path, T body, string? version = null) =>
        user.Send(method, $"/api/v1/{user.Id}/{path}", body, version);

    private Task<HttpResponseMessage> Create(CreateTodo todo) => Post("todos", todo);

    private Task<HttpResponseMessage>? Patch(IEnumerable<TodoItem> of, PatchTodo patch) =>
        Pick(of) is { } todo ? Send(HttpMethod.Patch, $"todos/{todo.Id}", patch) : null;

    private Task<HttpResponseMessage>? PatchList(PatchList patch) =>
        AnyList is { } list ? Send(HttpMethod.Patch, $"lists/{list.Id}", patch) : null;

    private Task<HttpResponseMessage>? Complete(IEnumerable<TodoItem> of) =>
        Pick(of) is { } todo ? Send<object?>(HttpMethod.Patch, $"todos/{todo.Id}/complete", null) : null;

    private Task<HttpResponseMessage>? Delete(IEnumerable<TodoItem> of, string how = "") =>
        Pick(of) is { } todo ? user.DeleteAsync($"{user.Todos}/{todo.Id}{how}", Ct) : null;

    private Task<HttpResponseMessage>? Batch(BatchAction action, List<TodoItem> of)
    {
        var some = of.OrderBy(_ => random.Next()).Take(4).Select(t => t.Id).ToList();
        return some.Count == 0 || (action is BatchAction.Move && AnyList is null)
            ? null
            : Post("todos/batch", new BatchTodos(action, some, AnyList?.Id, ["old", Name()]));
    }

    private async Task<HttpResponseMessage> Import()
    {
        var export = await user.Get<AccountExport>("/api/v1/me/export");
        return await user.Post("/api/v1/me/import", export);
    }
}

using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>What is done to several todos at once: to all of them or to none, with one undo.</summary>
internal static class BatchActions
{
    public static void MapBatchActions(this IEndpointRouteBuilder routes) => routes.MapPost("/todos/batch", Do);

    internal static async Task<IResult> Do(IFormCollection form, Screen screen, TodosApi todos, CancellationToken ct)
    {
        if (!Enum.TryParse<BatchAction>(form["action"], ignoreCase: true, out var action) || !Enum.IsDefined(action))
            return screen.Fail(ApiProblem.NotFound);

        List<Guid> ids = [.. form["id"].Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).Distinct()];
        if (ids.Count == 0)
            return screen.Back(new Notice(NoticeKind.NothingSelected));

        var tags = TodoInput.Read(form).TagNames();
        if (action is BatchAction.Tag or BatchAction.Untag && tags.Count == 0)
            return screen.Back(new Notice(NoticeKind.NoTagNamed));

        var done = await todos.BatchAsync(Batch(action, ids, form["listId"].ToString(), tags), ct);
        if (done.Has(out var result, out var problem))
            return screen.Back(Said(action, result), form["to"]);

        return problem.IsAboutInput || problem.Status == HttpStatusCode.NotFound
            ? screen.Back(new Notice(NoticeKind.NotAll))
            : screen.Fail(problem);
    }

    /// <summary>The bar has fields for every action; each takes only its own.</summary>
    private static BatchTodos Batch(BatchAction action, List<Guid> ids, string list, IReadOnlyList<string> tags) => action switch
    {
        BatchAction.Move => new(action, ids, ListId: Guid.TryParse(list, out var id) ? id : Guid.Empty),
        BatchAction.Tag or BatchAction.Untag => new(action, ids, Tags: tags),
        _ => new(action, ids),
    };

    private static Notice Said(BatchAction action, BatchResult result)
    {
        if (result.Changed == 0)
            return new(NoticeKind.AlreadySo);

        var kind = action switch
        {
            BatchAction.Complete => NoticeKind.Completed,
            BatchAction.Reopen => NoticeKind.Reopened,
            BatchAction.Move => NoticeKind.Moved,
            BatchAction.Delete => NoticeKind.Deleted,
            BatchAction.Restore => NoticeKind.Restored,
            _ => NoticeKind.Saved,
        };
        return new(kind, Name: result.Changed == 1 ? "one todo" : $"{result.Changed} todos", Turn: result.Turn.ToString());
    }
}

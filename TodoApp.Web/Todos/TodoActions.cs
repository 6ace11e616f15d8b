using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>What one tap does to a todo: complete, reopen, move, delete, restore, erase.</summary>
internal static class TodoActions
{
    public static void MapTodoActions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/todos/{id:guid}/complete", Complete);
        routes.MapPost("/todos/{id:guid}/reopen", Reopen);
        routes.MapPost("/todos/{id:guid}/delete", Delete);
        routes.MapPost("/todos/{id:guid}/restore", Restore);
        routes.MapGet("/todos/{id:guid}/erase", AskToErase);
        routes.MapPost("/todos/{id:guid}/erase", Erase);
        routes.MapPost("/todos/move", Move);
        routes.MapPost("/undo", Undo);
    }

    internal static Task<IResult> Complete(
        Guid id, HttpRequest request, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct) =>
        SetCompletedAsync(id, true, request, screen, rows, todos, ct);

    internal static Task<IResult> Reopen(
        Guid id, HttpRequest request, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct) =>
        SetCompletedAsync(id, false, request, screen, rows, todos, ct);

    internal static async Task<IResult> Delete(
        Guid id, HttpRequest request, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct)
    {
        // Read first: afterwards it is in the trash, and the notice should still say its name.
        var todo = await todos.GetAsync(id, ct);
        if (!todo.Has(out var item, out var problem))
            return screen.Fail(problem);

        var deleted = await todos.DeleteAsync(id, ct);
        if (deleted.Problem is not null)
            return screen.Fail(deleted.Problem);

        var notice = Notice.About(NoticeKind.Deleted, id, item.Title, deleted.Turn);
        return IsForRow(request, screen) ? await rows.DoneAsync(null, notice, ct) : screen.Back(notice);
    }

    internal static async Task<IResult> Restore(
        Guid id, HttpRequest request, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct)
    {
        var restored = await todos.RestoreAsync(id, ct);
        if (!restored.Has(out var item, out var problem))
            return screen.Fail(problem);

        var notice = Notice.About(NoticeKind.Restored, id, item.Title, restored.Turn);
        return IsForRow(request, screen) ? await rows.DoneAsync(null, notice, ct) : screen.Back(notice);
    }

    internal static Task<IResult> AskToErase(Guid id, Screen screen, TodosApi todos, CancellationToken ct) =>
        screen.ShowAsync<ErasePage, TodoItem>(_ => todos.GetAsync(id, ct), ct);

    internal static async Task<IResult> Erase(Guid id, Screen screen, TodosApi todos, CancellationToken ct)
    {
        var todo = await todos.GetAsync(id, ct);
        var erased = await todos.EraseAsync(id, ct);

        return (todo.Problem ?? erased.Problem) is { } problem
            ? screen.Fail(problem)
            : screen.Back(new Notice(NoticeKind.Erased, Name: todo.Value.Title));
    }

    /// <summary>Moves a todo behind another one of its list, or to the top.</summary>
    internal static async Task<IResult> Move(IFormCollection form, Screen screen, TodosApi todos, CancellationToken ct)
    {
        var after = form["after"].ToString();
        Guid? neighbour = Guid.TryParse(after, out var named) ? named : null;
        if (!Guid.TryParse(form["id"], out var id) || (neighbour is null && after.Length > 0))
            return screen.Fail(ApiProblem.NotFound);

        var moved = await todos.PatchAsync(id, new PatchTodo(After: new(neighbour)), null, ct);
        if (moved.Has(out var item, out var problem))
            return screen.Back(Notice.About(NoticeKind.Moved, id, item.Title, moved.Turn));

        // The neighbour has gone meanwhile: to the trash, or to another list.
        return problem.IsAboutInput ? screen.Back(new Notice(NoticeKind.ChangedSince)) : screen.Fail(problem);
    }

    /// <summary>Takes a turn back: with a recurring todo that was completed, for one, what came after it goes too.</summary>
    internal static async Task<IResult> Undo(IFormCollection form, Screen screen, TodosApi todos, CancellationToken ct)
    {
        if (!Guid.TryParse(form["turn"], out var turn))
            return screen.Back(new Notice(NoticeKind.NothingToUndo));

        var undone = await todos.UndoAsync(turn, ct);
        if (!undone.Has(out var result, out var problem))
        {
            return problem.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Conflict
                ? screen.Back(new Notice(problem.Status == HttpStatusCode.Conflict ? NoticeKind.ChangedSince : NoticeKind.NothingToUndo))
                : screen.Fail(problem);
        }

        return screen.Back(result.Reverted.Count == 0
            ? new Notice(NoticeKind.ChangedSince)
            : new Notice(NoticeKind.Undone, Turn: result.Turn.ToString()));
    }

    private static async Task<IResult> SetCompletedAsync(
        Guid id, bool completed, HttpRequest request, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct)
    {
        var changed = await todos.CompleteAsync(id, completed, ct);
        if (!changed.Has(out var item, out var problem))
            return screen.Fail(problem);

        var notice = Notice.About(completed ? NoticeKind.Completed : NoticeKind.Reopened, id, item.Title, changed.Turn);
        if (!IsForRow(request, screen))
            return screen.Back(notice);

        // A search shows open and completed todos alike; in every other view it has left.
        var stays = request.Form["from"].ToString().StartsWith("/search", StringComparison.Ordinal);
        return await rows.DoneAsync(stays ? item : null, notice, ct);
    }

    /// <summary>Whether htmx wants to replace just the row; an undo, or the open todo's own buttons, show the view anew.</summary>
    private static bool IsForRow(HttpRequest request, Screen screen) =>
        screen.IsFragment && request.Headers["HX-Target"].ToString().StartsWith("todo-", StringComparison.Ordinal);
}

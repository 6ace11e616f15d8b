using Microsoft.AspNetCore.WebUtilities;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>The pages that show todos.</summary>
internal static class ViewEndpoints
{
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/today", Today);
        routes.MapGet("/upcoming", Upcoming);
        routes.MapGet("/inbox", Inbox);
        routes.MapGet("/lists/{id:guid}", List);
        routes.MapGet("/tags/{name}", Tag);
        routes.MapGet("/completed", Completed);
        routes.MapGet("/trash", Trash);
        routes.MapGet("/search", Search);
    }

    internal static Task<IResult> Today(Screen screen, TodosApi todos, [AsParameters] ViewMode mode, CancellationToken ct) =>
        screen.ShowAsync<TodoViewPage, TodoView>(
            async shell =>
            {
                var filter = new TodoFilter(DueTo: shell.Today, Sort: "due", Cursor: mode.Cursor);
                return (await todos.FindAsync(filter, ct)).Then(page => mode.Of(TodoViews.Today(shell, page)));
            },
            ct);

    internal static Task<IResult> Upcoming(Screen screen, TodosApi todos, [AsParameters] ViewMode mode, CancellationToken ct) =>
        screen.ShowAsync<TodoViewPage, TodoView>(
            async shell =>
            {
                var filter = new TodoFilter(DueFrom: shell.Today.AddDays(1), Sort: "due", Cursor: mode.Cursor);
                return (await todos.FindAsync(filter, ct)).Then(page => mode.Of(TodoViews.Upcoming(shell, page)));
            },
            ct);

    internal static Task<IResult> Inbox(
        Screen screen, TodosApi todos, string? sort, [AsParameters] ViewMode mode, CancellationToken ct) =>
        screen.ShowAsync<TodoViewPage, TodoView>(
            async shell =>
            {
                var order = TodoSort.OrDefault(sort);
                var found = await todos.FindAsync(new TodoFilter(List: shell.User.InboxId, Sort: order, Cursor: mode.Cursor), ct);

                return found.Then(page => mode.Of(TodoViews.Inbox(shell, page, order)));
            },
            ct);

    internal static Task<IResult> List(
        Guid id, Screen screen, TodosApi todos, string? sort, [AsParameters] ViewMode mode, CancellationToken ct) =>
        screen.ShowAsync<TodoViewPage, TodoView>(
            async shell =>
            {
                var order = TodoSort.OrDefault(sort);
                if (shell.List(id) is not { } list)
                    return ApiProblem.NotFound;

                var found = await todos.FindAsync(new TodoFilter(List: id, Sort: order, Cursor: mode.Cursor), ct);
                return found.Then(page => mode.Of(TodoViews.List(list, page, order)));
            },
            ct);

    internal static Task<IResult> Tag(
        string name, Screen screen, TodosApi todos, string? sort, [AsParameters] ViewMode mode, CancellationToken ct) =>
        screen.ShowAsync<TodoViewPage, TodoView>(
            async shell =>
            {
                var order = TodoSort.OrDefault(sort);
                var tag = shell.Tags.FirstOrDefault(known => known.Name == TagName.Normalize(name));
                if (tag is null)
                    return ApiProblem.NotFound;

                var found = await todos.FindAsync(new TodoFilter(Tag: tag.Name, Sort: order, Cursor: mode.Cursor), ct);
                return found.Then(page => mode.Of(TodoViews.Tag(shell, tag, page, order)));
            },
            ct);

    internal static Task<IResult> Completed(Screen screen, TodosApi todos, [AsParameters] ViewMode mode, CancellationToken ct) =>
        screen.ShowAsync<TodoViewPage, TodoView>(
            async shell =>
            {
                var found = await todos.FindAsync(new TodoFilter("completed", Sort: "-completed", Cursor: mode.Cursor), ct);
                return found.Then(page => mode.Of(TodoViews.Completed(shell, page)));
            },
            ct);

    internal static Task<IResult> Trash(
        Screen screen, TodosApi todos, ListsApi lists, string? cursor, CancellationToken ct) =>
        screen.ShowAsync<TrashPage, TrashView>(
            async _ =>
            {
                var (deletedTodos, deletedLists) =
                    (todos.FindAsync(new TodoFilter("trash", Sort: "-deleted", Cursor: cursor), ct), lists.DeletedAsync(ct));
                await Task.WhenAll(deletedTodos, deletedLists);

                return (deletedTodos.Result.Problem ?? deletedLists.Result.Problem) is { } problem
                    ? problem
                    : new TrashView(deletedTodos.Result.Value.Items, deletedLists.Result.Value, TodoViews.Next("/trash", deletedTodos.Result.Value));
            },
            ct);

    internal static Task<IResult> Search(Screen screen, TodosApi todos, string? q, string? cursor, CancellationToken ct) =>
        screen.ShowAsync<SearchPage, SearchView>(
            async _ =>
            {
                var text = q?.Trim() ?? "";
                if (text.Length == 0)
                    return new SearchView("", []);
                if (text.Length > Limits.Search)
                    return new SearchView(text, [], Problem: $"A search takes at most {Limits.Search} characters; this has {text.Length:N0}.");

                var found = await todos.FindAsync(new TodoFilter("all", Text: text, Cursor: cursor), ct);
                if (found.Problem is { IsAboutInput: true } flaw)
                    return new SearchView(text, [], Problem: flaw.Detail ?? "That cannot be searched for.");

                return found.Then(page => new SearchView(
                    text, page.Items, TodoViews.Next(QueryHelpers.AddQueryString("/search", "q", text), page)));
            },
            ct);
}

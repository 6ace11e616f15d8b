using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>Adding, looking at and editing a todo.</summary>
internal static class TodoEndpoints
{
    private const string QuickAddRegion = "#quick-add";
    private const string DetailRegion = "#detail";
    private const int NextShown = 3;

    public static void MapTodos(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/todos", Add);
        routes.MapPost("/todos/preview", QuickAddPreviews.Show);
        routes.MapGet("/todos/new", New);
        routes.MapGet("/todos/{id:guid}", Open);
        routes.MapPost("/todos/{id:guid}", Save);
        routes.MapGet("/todos/{id:guid}/history", History);
        routes.MapGet("/todos/{id:guid}/row", Row);
        routes.MapGet("/todos/{id:guid}/edit", EditRow);
        routes.MapPost("/todos/{id:guid}/inline", SaveRow);
    }

    internal static Task<IResult> New(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<NewTodoPage, NewTodo>(
            shell => Task.FromResult<ApiResult<NewTodo>>(NewTodo.Of(TodoViews.InInbox(shell))), ct);

    internal static async Task<IResult> Add(IFormCollection form, Screen screen, TodosApi todos, CancellationToken ct)
    {
        var input = TodoInput.Read(form);
        var added = input.ParseQuickAdd().Has(out var todo, out var flaw) ? await todos.QuickAddAsync(todo, ct) : flaw;
        if (!added.Has(out var item, out var problem))
        {
            var model = new NewTodo(input, FieldErrors.Of(problem).At("text", "title")) { InPlace = screen.IsFragment };
            return await screen.ShowAgainAsync<NewTodoPage, NewTodo>(
                problem, _ => Task.FromResult<ApiResult<NewTodo>>(model), QuickAddRegion, ct);
        }

        return screen.Back(Notice.About(NoticeKind.Added, item.Id, item.Title, added.Turn));
    }

    internal static async Task<IResult> Open(Guid id, Screen screen, TodosApi todos, CancellationToken ct)
    {
        var found = await todos.GetAsync(id, ct);
        if (!found.Has(out var todo, out var problem))
            return screen.Fail(problem);

        // What is in the trash cannot be edited, only be taken out of it.
        return todo.DeletedAt is not null
            ? screen.Back(to: "/trash")
            : await screen.ShowAsync<TodoDetailPage, TodoEdit>(
                TodoEdit.Of(todo) with { InPlace = screen.IsFragment, Next = await NextAsync(todo, todos, ct) }, ct);
    }

    /// <summary>The days it comes again. They are worth a look, but no reason not to show the todo when they cannot be had.</summary>
    private static async Task<IReadOnlyList<Occurrence>> NextAsync(TodoItem todo, TodosApi todos, CancellationToken ct) =>
        todo is { Recurrence: not null, Completed: false } && (await todos.OccurrencesAsync(todo.Id, NextShown, ct)).Has(out var next, out _)
            ? next.Items
            : [];

    internal static async Task<IResult> Save(
        Guid id, IFormCollection form, Screen screen, TodosApi todos, CancellationToken ct)
    {
        var input = TodoInput.Read(form);
        var saved = await SaveAsync(id, input, draft => draft.ToPatch(), todos, ct);
        if (saved.Problem is not { } problem)
            return screen.Back(Notice.About(NoticeKind.Saved, id, saved.Value.Title, saved.Turn));

        return await screen.ShowAgainAsync<TodoDetailPage, TodoEdit>(
            problem, async _ => (await AgainAsync(id, input, problem, todos, ct)).Then(edit => edit with { InPlace = screen.IsFragment }), DetailRegion, ct);
    }

    internal static Task<IResult> History(Guid id, Screen screen, TodosApi todos, CancellationToken ct) =>
        screen.ShowAsync<HistoryPage, HistoryView>(
            async _ =>
            {
                var (todo, entries) = (todos.GetAsync(id, ct), todos.HistoryAsync(id, ct));
                await Task.WhenAll(todo, entries);

                return (todo.Result.Problem ?? entries.Result.Problem) is { } problem
                    ? problem
                    : new HistoryView(todo.Result.Value, entries.Result.Value.Items);
            },
            ct);

    internal static async Task<IResult> Row(Guid id, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct) =>
        screen.IsFragment
            ? await rows.ShowAsync(await todos.GetAsync(id, ct), ct)
            : screen.Back(to: Paths.Todo(id, Screen.Home));

    internal static async Task<IResult> EditRow(Guid id, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct) =>
        screen.IsFragment
            ? await rows.EditAsync((await todos.GetAsync(id, ct)).Then(TodoEdit.Of), StatusCodes.Status200OK, ct)
            : screen.Back(to: Paths.Todo(id, Screen.Home));

    internal static async Task<IResult> SaveRow(
        Guid id, IFormCollection form, Screen screen, RowAnswers rows, TodosApi todos, CancellationToken ct)
    {
        var input = TodoInput.Read(form);
        var saved = await SaveAsync(id, input, draft => draft.ToInlinePatch(), todos, ct);
        if (saved.Problem is not { } problem)
            return screen.IsFragment ? await rows.ShowAsync(saved, ct, changed: true) : screen.Back(Notice.About(NoticeKind.Saved, id, saved.Value.Title, saved.Turn));

        if (!problem.IsAboutInput && problem.Status != HttpStatusCode.PreconditionFailed)
            return screen.Fail(problem);

        var status = problem.Status == HttpStatusCode.BadRequest ? StatusCodes.Status422UnprocessableEntity : (int)problem.Status;
        return await rows.EditAsync(await AgainAsync(id, input, problem, todos, ct), status, ct);
    }

    private static async Task<ApiResult<TodoItem>> SaveAsync(
        Guid id, TodoInput input, Func<TodoDraft, PatchTodo> patch, TodosApi todos, CancellationToken ct) =>
        input.Parse().Has(out var draft, out var flaw) ? await todos.PatchAsync(id, patch(draft), input.Version, ct) : flaw;

    /// <summary>The todo as it is now, with what was typed: saving once more then means to.</summary>
    private static async Task<ApiResult<TodoEdit>> AgainAsync(
        Guid id, TodoInput input, ApiProblem problem, TodosApi todos, CancellationToken ct)
    {
        var conflict = problem.Status == HttpStatusCode.PreconditionFailed;
        return (await todos.GetAsync(id, ct)).Then(todo =>
            new TodoEdit(conflict ? todo : todo with { Version = input.Version }, input, FieldErrors.Of(problem), conflict));
    }
}

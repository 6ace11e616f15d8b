using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>Answers with one row of a view, for htmx to put in the old one's place.</summary>
internal sealed class RowAnswers(Screen screen)
{
    public async Task<IResult> ShowAsync(ApiResult<TodoItem> todo, CancellationToken ct, bool changed = false) =>
        todo.Has(out var item, out var problem)
            ? await AnswerAsync(item, null, null, changed, StatusCodes.Status200OK, ct)
            : screen.Fail(problem);

    public async Task<IResult> EditAsync(ApiResult<TodoEdit> edit, int status, CancellationToken ct) =>
        edit.Has(out var form, out var problem) ? await AnswerAsync(null, form, null, false, status, ct) : screen.Fail(problem);

    /// <summary>Says what was done to a todo, and shows its row as it is now, if it still has a place in the view.</summary>
    public Task<IResult> DoneAsync(TodoItem? todo, Notice notice, CancellationToken ct) =>
        AnswerAsync(todo, null, notice, true, StatusCodes.Status200OK, ct);

    private async Task<IResult> AnswerAsync(
        TodoItem? todo, TodoEdit? edit, Notice? notice, bool changed, int status, CancellationToken ct)
    {
        var surroundings = await screen.ShellAsync(ct);
        if (!surroundings.Has(out var shell, out var problem))
            return screen.Fail(problem);

        return Screen.Show<RowAnswer>(
            new()
            {
                [nameof(RowAnswer.Shell)] = shell with { Notice = notice },
                [nameof(RowAnswer.Todo)] = todo,
                [nameof(RowAnswer.Edit)] = edit,
                [nameof(RowAnswer.Changed)] = changed,
            },
            status);
    }
}

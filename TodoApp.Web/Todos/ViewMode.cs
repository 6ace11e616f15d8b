using Microsoft.AspNetCore.WebUtilities;

namespace TodoApp.Web.Todos;

/// <summary>What a view is shown for, and from where on.</summary>
/// <param name="Arrange">Anything: to be put into another order, where it is in the person's own.</param>
/// <param name="Select">Anything: to choose todos from, and do something to all of them.</param>
/// <param name="Cursor">Where the page begins; null for the first.</param>
internal sealed record ViewMode(string? Arrange, string? Select, string? Cursor)
{
    /// <summary>The view as it is shown for that.</summary>
    public TodoView Of(TodoView view)
    {
        var shown = view with { IsContinued = Cursor is not null };
        if (Select is not null)
            return shown with { Add = null, IsForSelecting = true, NextPage = Next(view, "select") };

        return Arrange is not null && view.IsOrdered
            ? shown with { Add = null, Arrangement = new(view.Groups[0].Todos, shown.IsContinued), NextPage = Next(view, "arrange") }
            : shown;
    }

    private static string? Next(TodoView view, string mode) =>
        view.NextPage is null ? null : QueryHelpers.AddQueryString(view.NextPage, mode, "on");
}

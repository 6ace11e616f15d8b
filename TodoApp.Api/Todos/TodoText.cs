using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Todos in a line each, for models that read text.</summary>
internal static class TodoText
{
    private const int Shown = 20;

    /// <summary>"Buy milk [id], due 2026-11-21 09:00, high, #home".</summary>
    public static string Line(TodoItem todo)
    {
        List<string> parts = [$"{Quoted(todo.Title)} [{todo.Id}]"];
        if (todo.DueOn is { } day)
            parts.Add($"due {day:yyyy-MM-dd}{(todo.DueAt is { } at ? at.ToString(" HH:mm", CultureInfo.InvariantCulture) : "")}");
        if (todo.Priority is not Priority.None)
            parts.Add(todo.Priority.ToString().ToLowerInvariant());
        if (todo.Recurrence is not null)
            parts.Add("recurs");
        parts.AddRange(todo.Tags.Select(t => $"#{t}"));
        if (todo.DeletedAt is not null)
            parts.Add("in the trash");
        else if (todo.Completed)
            parts.Add("done");
        return string.Join(", ", parts);
    }

    /// <summary>How many there are, and the first of them.</summary>
    public static string Page(Page<TodoItem> page)
    {
        var more = page.NextCursor is null ? "" : " There are more: call again with nextCursor as cursor.";
        return page.Items.Count == 0 ? "No todos." : $"{Count(page.Items.Count)}:{Lines(page.Items)}{more}";
    }

    public static string Day(DaySummary day) =>
        $"{day.Day:yyyy-MM-dd}: {day.Overdue.Count} overdue, {day.Due.Count} due, {day.Done.Count} done."
        + Part("Overdue", day.Overdue) + Part("Due", day.Due) + Part("Done", day.Done);

    /// <summary>What somebody typed is data: it stands in quotes, on one line.</summary>
    public static string Quoted(string text) => $"“{text.Replace('”', '"')}”";

    private static string Part(string name, IReadOnlyList<TodoItem> todos) => todos.Count == 0 ? "" : $"\n{name}:{Lines(todos)}";

    private static string Count(int todos) => todos == 1 ? "1 todo" : $"{todos} todos";

    private static string Lines(IReadOnlyList<TodoItem> todos) =>
        string.Concat(todos.Take(Shown).Select(t => $"\n- {Line(t)}")) + (todos.Count > Shown ? $"\n- and {todos.Count - Shown} more" : "");
}

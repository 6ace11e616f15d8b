using System.Globalization;
using System.Text;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter;

/// <summary>Todos, days and failures in the words of an answer. Titles are data: what Markdown would read is escaped.</summary>
internal static class Phrasing
{
    private const string Special = "\\`*_[]<>|~";
    private const int LongestTitle = 200;

    /// <summary>Said when the person's access does not allow a tool.</summary>
    public const string NotAllowed = "not_allowed: I can't do that with the access I was given here.";

    /// <summary>"1. Buy milk — due today 18:00, high, #errand".</summary>
    public static string Line(int number, TodoItem todo, DateOnly today) =>
        $"{number.ToString(CultureInfo.InvariantCulture)}. {Escape(todo.Title)}{(Details(todo, today) is { Length: > 0 } details ? $" — {details}" : "")}";

    /// <summary>Numbered lines.</summary>
    public static string Lines(IEnumerable<TodoItem> todos, DateOnly today, int from = 1) =>
        string.Join('\n', todos.Select((t, i) => Line(from + i, t, today)));

    /// <summary>What stands behind the number of a line; null for another line.</summary>
    public static string? Behind(string line, int number) =>
        line.StartsWith($"{number.ToString(CultureInfo.InvariantCulture)}. ", StringComparison.Ordinal) ? line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] : null;

    /// <summary>Whether such a line shows a todo.</summary>
    public static bool IsLineOf(string behind, TodoItem todo)
    {
        var title = Escape(todo.Title);
        return behind == title || behind.StartsWith(title + " — ", StringComparison.Ordinal);
    }

    /// <summary>A title in bold.</summary>
    public static string Bold(string title) => $"**{Escape(title)}**";

    /// <summary>Titles in a sentence.</summary>
    public static string Names(IReadOnlyList<TodoItem> todos) =>
        todos.Count > 5 ? $"{todos.Count} todos"
        : todos.Count < 2 ? string.Concat(todos.Select(t => Bold(t.Title)))
        : $"{string.Join(", ", todos.SkipLast(1).Select(t => Bold(t.Title)))} and {Bold(todos[^1].Title)}";

    /// <summary>What there is to say about a todo in a line.</summary>
    public static string Details(TodoItem todo, DateOnly today)
    {
        List<string> details = [];
        if (todo.DueOn is { } day)
            details.Add($"due {Day(day, today)}{(todo.DueAt is { } at ? at.ToString(" HH:mm", CultureInfo.InvariantCulture) : "")}");
        if (todo.Recurrence is not null)
            details.Add("repeats");
        if (todo.Priority is not Priority.None)
            details.Add(todo.Priority.ToString().ToLowerInvariant());
        details.AddRange(todo.Tags.Select(t => "#" + Escape(t)));
        if (todo.DeletedAt is not null)
            details.Add("in the trash");
        else if (todo.Completed)
            details.Add("done");
        return string.Join(", ", details);
    }

    /// <summary>"Today", "tomorrow", "Mon 23 Nov".</summary>
    public static string Day(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        _ => day.ToString(day.Year == today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>How many.</summary>
    public static string Count(int todos) => todos == 1 ? "1 todo" : $"{todos} todos";

    /// <summary>Text that Markdown takes as it is, on one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.Length > LongestTitle ? text[..LongestTitle] : text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}

using System.Globalization;
using TodoApp.Contracts;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>How a due day reads next to a todo.</summary>
/// <param name="Text">Such as "Tomorrow 09:00".</param>
/// <param name="Class">How urgent it looks.</param>
/// <param name="Machine">The same for machines (HTML, 4.5.14).</param>
internal sealed record DueText(string Text, string Class, string Machine)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>How it reads; null when there is nothing to read.</summary>
    /// <param name="todo">The todo.</param>
    /// <param name="shell">Where and when it is read.</param>
    /// <param name="known">The day that the heading above says already.</param>
    public static DueText? Of(TodoItem todo, Shell shell, DateOnly? known = null)
    {
        if (todo.DueOn is not { } day || (day == known && todo.DueAt is null))
            return null;

        var time = todo.DueAt is { } at ? $" {at.ToString("HH:mm", English)}{ForeignZone(todo, shell)}" : "";
        var machine = day.ToString("O", English) + (todo.DueAt is { } exact ? $"T{exact.ToString("HH:mm", English)}" : "");

        return new(((day == known ? "" : Day(day, shell.Today)) + time).TrimStart(), Urgency(todo, day, shell), machine);
    }

    /// <summary>A day as people say it: by name when it is near, by date when it is not.</summary>
    public static string Day(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "Today",
        1 => "Tomorrow",
        -1 => "Yesterday",
        > 1 and < 7 => day.ToString("dddd", English),
        _ when day.Year == today.Year => day.ToString("d MMM", English),
        _ => day.ToString("d MMM yyyy", English),
    };

    public static string Long(DateOnly day) => day.ToString("dddd d MMMM", English);

    public static string Moment(DateTimeOffset local) => local.ToString("d MMM yyyy, HH:mm", English);

    private static string ForeignZone(TodoItem todo, Shell shell) =>
        todo.TimeZone is { } zone && zone != shell.User.TimeZone ? $" ({zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ')})" : "";

    private static string Urgency(TodoItem todo, DateOnly day, Shell shell)
    {
        if (todo.Completed)
            return "due";
        if (IsPast(todo, day, shell))
            return "due due-late";

        return (day.DayNumber - shell.Today.DayNumber) switch { 0 => "due due-today", 1 => "due due-tomorrow", _ => "due" };
    }

    /// <summary>A day is over when it is over where the person is; an instant when it is over anywhere.</summary>
    private static bool IsPast(TodoItem todo, DateOnly day, Shell shell)
    {
        if (todo.DueAt is not { } at)
            return day < shell.Today;

        var zone = todo.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : shell.Zone;
        return day.ToDateTime(at) < TimeZoneInfo.ConvertTime(shell.Now, zone).DateTime;
    }
}

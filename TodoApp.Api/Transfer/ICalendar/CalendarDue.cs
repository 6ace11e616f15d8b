using System.Globalization;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>When a VTODO is due and how it recurs.</summary>
internal static class CalendarDue
{
    public static void Take(ForeignTodo todo, IReadOnlyDictionary<string, ContentLine> properties, ForeignFile file)
    {
        var rule = properties.GetValueOrDefault("RRULE");
        var due = properties.GetValueOrDefault("DUE");
        var start = properties.GetValueOrDefault("DTSTART");
        if (due is null && start is not null && rule is not null)
            due = start;
        else if (start is not null && (due is null || due.Value != start.Value))
            Remark(todo, file.Log, "Start", start.Value, "a todo has no start here");

        if (due is not null)
            TakeDue(todo, due, file);
        if (rule is null)
            return;

        todo.OccurrencesDone = Number(properties.GetValueOrDefault(CalendarNames.OccurrencesDone)?.Value);
        todo.Recurrence = Rule(rule.Value.Trim(), todo, file.Context.Zone);
        if (properties.GetValueOrDefault(CalendarNames.RecurrenceFrom)?.Value.Trim() == CalendarNames.Completion)
            todo.RecurrenceFrom = RecurrenceFrom.Completion;
    }

    private static void TakeDue(ForeignTodo todo, ContentLine due, ForeignFile file)
    {
        if (CalendarTime.Read(due, file.Context.Zone) is not { } moment)
        {
            Remark(todo, file.Log, "Due", due.Value, "it is not a day or time");
            return;
        }

        (todo.DueOn, todo.DueAt, todo.TimeZone) = (moment.Day, moment.Time, moment.Zone?.Id);
        if (moment.UnknownZone is { } zone)
            file.Log.Adapt(todo.Line, todo.Title, $"Nobody knows the zone “{FittedText.Cut(FittedText.Line(zone), 60)}” here; its time is now one in {file.Context.Zone.Id}.");
    }

    private static void Remark(ForeignTodo todo, ImportLog log, string label, string text, string reason)
    {
        todo.Remarks.Add((label, text));
        log.Adapt(todo.Line, todo.Title, $"“{label}: {FittedText.Cut(text, 60)}” stands in the notes: {reason}.");
    }

    /// <summary>The rule as we count it: <c>COUNT</c> from the first occurrence on, <c>UNTIL</c> as the last day.</summary>
    private static string Rule(string rule, ForeignTodo todo, TimeZoneInfo home) => string.Join(';', rule.Split(';').Select(part =>
    {
        var upper = part.Trim().ToUpperInvariant();
        if (upper.StartsWith("COUNT=", StringComparison.Ordinal) && todo.OccurrencesDone > 0 && Number(upper[6..]) is > 0 and var left)
            return $"COUNT={(left + todo.OccurrencesDone).ToString(CultureInfo.InvariantCulture)}";

        return upper.StartsWith("UNTIL=", StringComparison.Ordinal) && LastDay(upper[6..], todo, home) is { } day
            ? $"UNTIL={CalendarTime.Write(day)}"
            : part;
    }));

    private static DateOnly? LastDay(string until, ForeignTodo todo, TimeZoneInfo home)
    {
        var zone = todo.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : home;
        return CalendarTime.Read(new ContentLine(0, "UNTIL", new Dictionary<string, string>(), until), zone)?.Day;
    }

    private static int Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Limits.RecurrenceCount ? number : 0;
}

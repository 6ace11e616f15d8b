using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>Writes a todo as a VTODO (RFC 5545, 3.6.2).</summary>
internal static class TodoWriter
{
    public static async Task WriteAsync(ContentLineWriter writer, ExportedTodo todo, string? list, DateTimeOffset now)
    {
        await writer.WriteAsync("BEGIN", "VTODO");
        await writer.WriteAsync("UID", todo.Id.ToString());
        await writer.WriteAsync("DTSTAMP", CalendarTime.WriteUtc(now));
        await writer.WriteAsync("CREATED", CalendarTime.WriteUtc(todo.CreatedAt));
        await writer.WriteAsync("LAST-MODIFIED", CalendarTime.WriteUtc(todo.UpdatedAt));
        await writer.WriteTextAsync("SUMMARY", todo.Title);
        await writer.WriteTextAsync("DESCRIPTION", todo.Notes);
        if (todo.ParentId is { } parent)
            await writer.WriteAsync("RELATED-TO;RELTYPE=PARENT", parent.ToString());
        if (todo.Tags is { Count: > 0 } tags)
            await writer.WriteAsync("CATEGORIES", string.Join(',', tags.Select(CalendarText.Escape)));
        if (todo.Priority is not Priority.None)
            await writer.WriteAsync("PRIORITY", todo.Priority switch { Priority.High => "1", Priority.Medium => "5", _ => "9" });
        await WriteDueAsync(writer, todo);
        await WriteStatusAsync(writer, todo);
        await writer.WriteTextAsync(CalendarNames.List, list);
        await writer.WriteAsync("END", "VTODO");
    }

    private static async Task WriteStatusAsync(ContentLineWriter writer, ExportedTodo todo)
    {
        await writer.WriteAsync("STATUS", todo.CompletedAt is null ? "NEEDS-ACTION" : "COMPLETED");
        if (todo.CompletedAt is not { } done)
            return;

        await writer.WriteAsync("COMPLETED", CalendarTime.WriteUtc(done));
        await writer.WriteAsync("PERCENT-COMPLETE", "100");
    }

    private static async Task WriteDueAsync(ContentLineWriter writer, ExportedTodo todo)
    {
        if (todo.DueOn is not { } day)
            return;

        var (parameter, value) = todo.DueAt is { } time
            ? ($";TZID={todo.TimeZone}", CalendarTime.Write(day, time))
            : (";VALUE=DATE", CalendarTime.Write(day));
        if (todo.Recurrence is { } rule)
        {
            // A rule counts from DTSTART (RFC 5545, 3.8.5.3); Apple's Reminders also has it where DUE is.
            await writer.WriteAsync($"DTSTART{parameter}", value);
            await writer.WriteAsync("RRULE", Rule(todo, RecurrenceRule.Parse(rule)));
        }

        await writer.WriteAsync($"DUE{parameter}", value);
        if (todo.Recurrence is not null && todo.RecurrenceFrom is RecurrenceFrom.Completion)
            await writer.WriteAsync(CalendarNames.RecurrenceFrom, CalendarNames.Completion);
        if (todo.OccurrencesDone > 0)
            await writer.WriteAsync(CalendarNames.OccurrencesDone, todo.OccurrencesDone.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The rule as others understand it: <c>COUNT</c> from this occurrence on, and <c>UNTIL</c> as an instant where
    /// the todo has a time (RFC 5545, 3.3.10).
    /// </summary>
    private static string Rule(ExportedTodo todo, RecurrenceRule rule) => string.Join(';', rule.ToString().Split(';').Select(part =>
        part.StartsWith("COUNT=", StringComparison.Ordinal)
            ? $"COUNT={Math.Max(1, rule.Count!.Value - todo.OccurrencesDone)}"
        : part.StartsWith("UNTIL=", StringComparison.Ordinal) && todo is { DueAt: not null, TimeZone: { } zone }
            ? $"UNTIL={CalendarTime.WriteUtc(DueInstant.Of(rule.Until!.Value, new TimeOnly(23, 59, 59), TimeZoneInfo.FindSystemTimeZoneById(zone)))}"
        : part));
}

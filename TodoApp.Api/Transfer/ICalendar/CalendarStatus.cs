using TodoApp.Api.Transfer.Foreign;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>Whether a VTODO is done (RFC 5545, 3.8.1.11 and 3.8.2.1).</summary>
internal static class CalendarStatus
{
    public static void Take(ForeignTodo todo, IReadOnlyDictionary<string, ContentLine> properties, ImportLog log)
    {
        var status = properties.GetValueOrDefault("STATUS")?.Value.Trim().ToUpperInvariant();
        var completed = properties.GetValueOrDefault("COMPLETED");
        var percent = properties.GetValueOrDefault("PERCENT-COMPLETE")?.Value.Trim();
        if (status is "CANCELLED")
            log.Adapt(todo.Line, todo.Title, "It was cancelled and is marked as done.");
        else if (status is null && (completed is not null || percent is "100"))
            status = "COMPLETED";
        else if (percent is not (null or "" or "0" or "100") && status is not "COMPLETED")
            Remark(todo, log, "Percent complete", percent);

        if (status is not ("COMPLETED" or "CANCELLED"))
            return;

        var instant = completed is null ? null : CalendarTime.ReadInstant(completed);
        if (completed is not null && instant is null)
            Remark(todo, log, "Completed", completed.Value);
        // Without a time of its own it was done when it last changed, or just now.
        todo.CompletedAt = instant ?? todo.UpdatedAt ?? DateTimeOffset.MaxValue;
    }

    private static void Remark(ForeignTodo todo, ImportLog log, string label, string text)
    {
        todo.Remarks.Add((label, text));
        log.Adapt(todo.Line, todo.Title, $"“{label}: {FittedText.Cut(text, 40)}” stands in the notes.");
    }
}

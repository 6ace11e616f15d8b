using System.Globalization;
using CsvHelper;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Csv;

/// <summary>Writes todos as CSV (RFC 4180), one row each. The byte order mark tells Excel that it is UTF-8.</summary>
internal static class CsvExport
{
    private static readonly CsvWriterOptions s_dialect = new()
    {
        WriteByteOrderMark = true,
        // Spreadsheets of some locales cut at semicolons, and trim spaces, but only outside quotation marks.
        Quoting = CsvQuoting.Always,
        Injection = CsvInjection.None,
    };

    public static async Task WriteAsync(ExportDocument document, Stream stream, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, s_dialect, leaveOpen: true);
        await csv.WriteRecordAsync(CsvColumns.All, ct);
        var lists = document.ListNames();
        await foreach (var todo in document.Todos.WithCancellation(ct))
            await csv.WriteRecordAsync(Array.ConvertAll(Fields(todo, lists.GetValueOrDefault(todo.ListId)), f => FormulaGuard.Add(f ?? "")), ct);
        await csv.FlushAsync(ct);
    }

    private static string?[] Fields(ExportedTodo todo, string? list) =>
    [
        todo.Id.ToString(),
        todo.ParentId?.ToString(),
        list,
        todo.Title,
        todo.Notes,
        todo.Priority is Priority.None ? null : todo.Priority.ToString().ToLowerInvariant(),
        string.Join(' ', todo.Tags ?? []),
        todo.DueOn?.ToString(CsvColumns.Day, CultureInfo.InvariantCulture),
        todo.DueAt?.ToString(CsvColumns.Time, CultureInfo.InvariantCulture),
        todo.TimeZone,
        todo.Recurrence,
        todo.RecurrenceFrom is RecurrenceFrom.Completion ? "completion" : null,
        todo.OccurrencesDone is 0 ? null : todo.OccurrencesDone.ToString(CultureInfo.InvariantCulture),
        Write(todo.CompletedAt),
        Write(todo.CreatedAt),
        Write(todo.UpdatedAt),
    ];

    private static string? Write(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString(CsvColumns.Instant, CultureInfo.InvariantCulture);
}

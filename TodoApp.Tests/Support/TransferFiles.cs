using System.Text;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Transfer;
using TodoApp.Api.Transfer.Csv;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Api.Transfer.ICalendar;
using TodoApp.Contracts;

namespace TodoApp.Tests.Support;

/// <summary>Reads and writes files of other formats without an API, on Friday, 20 November 2026, at 10:00 in Berlin.</summary>
internal static class TransferFiles
{
    public static readonly ImportContext Context = new(
        new DateOnly(2026, 11, 20), new TimeOnly(10, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), "en", null);

    public static Outcome<ImportFile> Read(ImportFormat format, string text) => format switch
    {
        ImportFormat.Csv => CsvFile.Read(text, Context),
        ImportFormat.Ics => CalendarFile.Read(text, Context),
        ImportFormat.Todoist => TodoistFile.Read(text, Context),
        _ => VikunjaFile.Read(Encoding.UTF8.GetBytes(text), Context),
    };

    /// <summary>Reads what must be readable and within the rules of our own JSON.</summary>
    public static ImportFile Sound(ImportFormat format, string text)
    {
        var read = Read(format, text);
        Assert.True(read.Failure is null, $"{read.Failure} {Detail(read.Failure)}");
        var flaw = ImportRules.Find(read.Value) ?? ImportReferences.Find(read.Value);
        Assert.True(flaw is null, Detail(flaw));
        return read.Value;
    }

    public static ExportedTodo Todo(this ImportFile file, string title) => file.Content.Todos.Single(t => t.Title == title);

    public static string ListOf(this ImportFile file, string title) =>
        file.Content.Lists.Single(l => l.Id == file.Todo(title).ListId) is { IsInbox: false } list ? list.Name : "Inbox";

    public static bool Says(this ImportFile file, string reason) =>
        file.Log.Notes.Any(n => n.Reason.Contains(reason, StringComparison.Ordinal));

    public static async Task<string> Write(ExportFormat format, AccountExport export)
    {
        using var stream = new MemoryStream();
        var document = new ExportDocument(
            1, export.ExportedAt, export.Profile, export.Lists, export.Tags, Stream(export.Todos), Stream(export.Conversations ?? []));
        var zones = export.Todos.Select(t => t.TimeZone).OfType<string>().Distinct().ToList();
        await (format is ExportFormat.Csv
            ? CsvExport.WriteAsync(document, stream, TestContext.Current.CancellationToken)
            : CalendarExport.WriteAsync(document, zones, stream, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Detail(Failure? failure) =>
        failure?.Errors is { } errors ? string.Join("; ", errors.Select(e => $"{e.Key}: {string.Join(' ', e.Value)}")) : failure?.Detail ?? "";

    private static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}

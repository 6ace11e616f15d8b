using System.Text;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>Writes todos as VTODOs of one VCALENDAR (RFC 5545).</summary>
internal static class CalendarExport
{
    public static async Task WriteAsync(ExportDocument document, IReadOnlyList<string> zones, Stream stream, CancellationToken ct)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var writer = new ContentLineWriter(text);
        await writer.WriteAsync("BEGIN", "VCALENDAR");
        await writer.WriteAsync("VERSION", "2.0");
        await writer.WriteAsync("PRODID", "-//TodoApp//TodoApp//EN");
        foreach (var zone in zones.Select(ZoneNames.Find).OfType<TimeZoneInfo>())
            await ZoneWriter.WriteAsync(writer, zone, document.ExportedAt);

        var lists = document.ListNames();
        await foreach (var todo in document.Todos.WithCancellation(ct))
            await TodoWriter.WriteAsync(writer, todo, lists.GetValueOrDefault(todo.ListId), document.ExportedAt);
        await writer.WriteAsync("END", "VCALENDAR");
        await text.FlushAsync(ct);
    }
}

using TodoApp.Api.Transfer.Csv;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Finds out what a file is written in.</summary>
internal static class ImportFormats
{
    private const string Calendar = "BEGIN:VCALENDAR";

    /// <summary>
    /// By how it begins: an archive and a JSON array are Vikunja's, a JSON object is ours, and a table with TYPE and
    /// CONTENT is Todoist's. What says it is JSON is read as such, so that it is told what is wrong with it as JSON.
    /// </summary>
    public static ImportFormat Detect(ReadOnlySpan<byte> file, string? contentType)
    {
        if (VikunjaArchive.IsOne(file))
            return ImportFormat.Vikunja;

        var text = (ImportText.Decode(file) ?? "").AsSpan().TrimStart();
        if (text is ['[', ..])
            return ImportFormat.Vikunja;
        if (text is ['{', ..] || contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
            return ImportFormat.Json;
        if (text.StartsWith(Calendar, StringComparison.OrdinalIgnoreCase))
            return ImportFormat.Ics;

        var end = text.IndexOfAny('\r', '\n');
        var header = CsvTable.Of((end < 0 ? text : text[..end]).ToString());
        return TodoistFile.IsOne(header.Columns) ? ImportFormat.Todoist : ImportFormat.Csv;
    }
}

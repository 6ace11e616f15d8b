using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Transfer.Csv;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Api.Transfer.ICalendar;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Reads a file of any format into our own terms and holds it to our own rules.</summary>
internal sealed class ImportReader(IOptions<JsonOptions> json)
{
    public Outcome<ImportFile> Read(ReadOnlyMemory<byte> file, ImportFormat format, ImportContext context)
    {
        var read = format switch
        {
            ImportFormat.Json => ReadJson(file.Span),
            ImportFormat.Vikunja => VikunjaFile.Read(file, context),
            _ => ImportText.Decode(file.Span) is { } text ? ReadText(text, format, context) : NotText,
        };
        if (read.Failure is not null)
            return read;

        return (ImportRules.Find(read.Value) ?? ImportReferences.Find(read.Value)) is { } flaw ? flaw : read;
    }

    private static Failure NotText { get; } = Failure.Invalid("", "The file is neither UTF-8 nor UTF-16. Save it as UTF-8.");

    private static Outcome<ImportFile> ReadText(string text, ImportFormat format, ImportContext context) => format switch
    {
        ImportFormat.Ics => CalendarFile.Read(text, context),
        ImportFormat.Todoist => TodoistFile.Read(text, context),
        _ => CsvFile.Read(text, context),
    };

    private Outcome<ImportFile> ReadJson(ReadOnlySpan<byte> file)
    {
        try
        {
            var bare = file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file;
            return JsonSerializer.Deserialize<AccountExport>(bare, json.Value.SerializerOptions) is { } export
                ? new ImportFile(export, new(), [])
                : new Failure(ProblemCodes.MalformedJson, "The body is not the JSON this request asks for.");
        }
        catch (JsonException flaw)
        {
            return JsonFlaw.Of(flaw);
        }
    }
}

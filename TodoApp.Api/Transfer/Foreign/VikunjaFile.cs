using System.Text.Json;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>Reads a data export of Vikunja: projects with their tasks.</summary>
internal sealed class VikunjaFile
{
    private const int DeepestProject = 32;

    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 64 };

    private readonly ForeignFile _file;
    private readonly LeftOutNames _leftOut = new();
    private readonly VikunjaTasks _tasks;

    private VikunjaFile(ForeignFile file) => (_file, _tasks) = (file, new(file, _leftOut));

    /// <summary>The archive, or the <c>data.json</c> in it.</summary>
    public static Outcome<ImportFile> Read(ReadOnlyMemory<byte> bytes, ImportContext context)
    {
        var data = VikunjaArchive.IsOne(bytes.Span) ? VikunjaArchive.Unpack(bytes) : bytes;
        if (data.Failure is { } flaw)
            return flaw;

        try
        {
            return JsonSerializer.Deserialize<List<VikunjaProject?>>(WithoutMark(data.Value.Span), s_options) is { } projects
                ? new VikunjaFile(new(context, new())).Read(projects)
                : Failure.Invalid("", "The file is not a data export of Vikunja.");
        }
        catch (JsonException json)
        {
            return JsonFlaw.Of(json);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json is [0xEF, 0xBB, 0xBF, ..] ? json[3..] : json;

    private Outcome<ImportFile> Read(IReadOnlyList<VikunjaProject?> projects)
    {
        foreach (var project in projects.OfType<VikunjaProject>())
            Read(project, null, 0);
        if (_file.IsFull)
            return ForeignFile.TooManyTodos;

        var read = _file.Finish();
        _leftOut.Report(_file.Log);
        return read;
    }

    private void Read(VikunjaProject project, string? above, int depth)
    {
        var name = Name(project, above);
        if (name is not null && project.IsArchived)
            _file.Describe(_file.ListOf(name) with { Archived = true });
        if (!string.IsNullOrWhiteSpace(project.Description))
            _file.Log.LeaveOut(null, null, $"The description of the project “{name}”: {VikunjaText.Plain(project.Description)}");
        foreach (var task in (project.Tasks ?? []).TakeWhile(_ => !_file.IsFull))
            _tasks.Add(task, name);
        if (depth < DeepestProject)
        {
            foreach (var child in project.ChildProjects?.OfType<VikunjaProject>() ?? [])
                Read(child, name, depth + 1);
        }
    }

    /// <summary>The project "Inbox" is the Inbox. Projects in projects, as older versions wrote them, keep the name above.</summary>
    private static string? Name(VikunjaProject project, string? above)
    {
        var name = string.IsNullOrWhiteSpace(project.Title) ? "Vikunja" : project.Title;
        if (above is not null)
            return $"{above} / {name}";
        return name.Equals("Inbox", StringComparison.OrdinalIgnoreCase) ? null : name;
    }
}

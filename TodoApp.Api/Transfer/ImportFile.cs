using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>A file that has been read: in our own terms, whatever it was written in.</summary>
/// <param name="Content">What is to be imported.</param>
/// <param name="Log">What did not fit as it stands.</param>
/// <param name="Lines">Where each todo begins; empty when places in the file go by members rather than lines.</param>
internal sealed record ImportFile(AccountExport Content, ImportLog Log, IReadOnlyList<int> Lines)
{
    private static readonly ExportedProfile s_nobody = new(null, null, null, null, default);

    /// <summary>A file without a frame of its own.</summary>
    public static ImportFile Of(
        IReadOnlyList<ExportedList> lists, IReadOnlyList<ExportedTodo> todos, ImportLog log, IReadOnlyList<int> lines) =>
        new(new(ExportService.Format, default, s_nobody, lists, [], todos), log, lines);

    /// <summary>How a problem names a todo.</summary>
    public string PlaceOf(int todo) => todo < Lines.Count ? $"line {Lines[todo]}" : $"todos[{todo}]";
}

/// <summary>How to read a file that is to be imported.</summary>
/// <param name="Format">What it is; found out from its content when null.</param>
/// <param name="List">The list for todos of which the file says none; the Inbox when null.</param>
/// <param name="DryRun">Whether only to say what would happen.</param>
internal sealed record ImportOptions(ImportFormat? Format, string? List, bool DryRun);

/// <summary>What a file's own words are read against.</summary>
/// <param name="Today">Today, where the person is.</param>
/// <param name="Now">The time there.</param>
/// <param name="Zone">The zone of times without one.</param>
/// <param name="Locale">The language of dates in words.</param>
/// <param name="List">The list for todos of which the file says none; null is the Inbox.</param>
internal sealed record ImportContext(DateOnly Today, TimeOnly Now, TimeZoneInfo Zone, string Locale, string? List);

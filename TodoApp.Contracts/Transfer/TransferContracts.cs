namespace TodoApp.Contracts;

/// <summary>What an export can be written as.</summary>
public enum ExportFormat
{
    /// <summary>Everything there is, as <see cref="AccountExport"/>.</summary>
    Json,

    /// <summary>Every todo outside the trash as one row, for spreadsheets (RFC 4180).</summary>
    Csv,

    /// <summary>Every todo outside the trash as a VTODO, for calendars (RFC 5545).</summary>
    Ics,
}

/// <summary>What an import can read.</summary>
public enum ImportFormat
{
    /// <summary>Our own JSON: <see cref="AccountExport"/>.</summary>
    Json,

    /// <summary>Our own CSV, or any with a column <c>title</c> and others by our names.</summary>
    Csv,

    /// <summary>iCalendar with VTODOs (RFC 5545), as calendars and reminders write it.</summary>
    Ics,

    /// <summary>A project of Todoist as CSV: its template and backup format.</summary>
    Todoist,

    /// <summary>A data export of Vikunja: the archive, or the <c>data.json</c> in it.</summary>
    Vikunja,
}

/// <summary>What an import added, or would add.</summary>
/// <param name="Lists">New lists; those merged into one of the same name are not counted.</param>
/// <param name="Tags">New tags; those that were there are not counted.</param>
/// <param name="Todos">New todos.</param>
/// <param name="Turn">The turn that <c>POST /undo</c> takes back; null when nothing was written.</param>
/// <param name="Format">What the file was read as.</param>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Adapted">How often something of the file was put down in another way.</param>
/// <param name="LeftOut">How often something of the file has no place here and was left out.</param>
/// <param name="Notes">What was adapted and left out, in the order of the file; the first 200.</param>
public sealed record ImportResult(
    int Lists,
    int Tags,
    int Todos,
    Guid? Turn,
    ImportFormat Format,
    bool DryRun,
    int Adapted,
    int LeftOut,
    IReadOnlyList<ImportNote> Notes);

/// <summary>What became of something that does not fit as it stands in the file.</summary>
public enum ImportEffect
{
    /// <summary>It is there, in another way.</summary>
    Adapted,

    /// <summary>It is not there.</summary>
    LeftOut,
}

/// <summary>One thing of a file that does not fit as it stands.</summary>
/// <param name="Effect">What became of it.</param>
/// <param name="Line">The line of the file it begins at; for JSON, the todo's number in the file. Null when it is about all of it.</param>
/// <param name="Title">The todo it is about, shortened.</param>
/// <param name="Reason">What was done, and why.</param>
public sealed record ImportNote(ImportEffect Effect, int? Line, string? Title, string Reason);

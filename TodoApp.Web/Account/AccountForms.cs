using TodoApp.Contracts;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Account;

/// <summary>The profile as it was typed.</summary>
/// <param name="DisplayName">How to address the person.</param>
/// <param name="TimeZone">The zone of their "today".</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ProfileForm(string DisplayName, string TimeZone, FieldErrors Errors);

/// <summary>How pages look and behave in this browser.</summary>
public sealed record AppearanceView;

/// <summary>The password form and where the account is signed in.</summary>
/// <param name="Sessions">Where it is signed in.</param>
/// <param name="Errors">What is wrong with the password form.</param>
public sealed record SecurityView(IReadOnlyList<SessionItem> Sessions, FieldErrors Errors);

/// <summary>The account's API tokens and the form for a new one.</summary>
/// <param name="Tokens">The tokens there are.</param>
/// <param name="Name">The name that was typed.</param>
/// <param name="Errors">What is wrong with the form.</param>
/// <param name="Created">A new token, which is shown this once.</param>
public sealed record TokensView(
    IReadOnlyList<ApiTokenItem> Tokens, string Name, FieldErrors Errors, CreatedApiToken? Created = null);

/// <summary>Taking everything along, or doing away with it.</summary>
/// <param name="Errors">What is wrong with the form that deletes the account.</param>
public sealed record DataView(FieldErrors Errors)
{
    /// <summary>The import form as it was filled in.</summary>
    public ImportForm Import { get; init; } = new("", "");

    /// <summary>Why the file could not be imported: the first reasons.</summary>
    public IReadOnlyList<string> ImportErrors { get; init; } = [];

    /// <summary>What the import would do.</summary>
    public ImportResult? Report { get; init; }
}

/// <summary>The import form, but for its file, which no page can fill in again.</summary>
/// <param name="Format">What the file is; empty leaves it to be found out.</param>
/// <param name="List">The list for todos of which the file says none.</param>
public sealed record ImportForm(string Format, string List)
{
    /// <summary>The formats that can be chosen, by how people know them.</summary>
    public static IReadOnlyList<(string Value, string Name)> Formats { get; } =
    [
        ("", "Find out from the file"), ("json", "TodoApp (JSON)"), ("csv", "CSV, with a column “title”"),
        ("ics", "iCalendar: Apple Reminders, Nextcloud Tasks, Thunderbird"), ("todoist", "Todoist (CSV)"), ("vikunja", "Vikunja (ZIP or data.json)"),
    ];

    internal static ImportForm Of(IFormCollection form) => new(form["format"].ToString(), form["list"].ToString().Trim());
}

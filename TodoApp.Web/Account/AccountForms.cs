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
    /// <summary>Why the file could not be imported.</summary>
    public string? ImportError { get; init; }
}

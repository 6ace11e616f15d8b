using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>What a token allows.</summary>
public static class Scopes
{
    /// <summary>Read todos, lists and tags.</summary>
    public const string TodosRead = "todos:read";

    /// <summary>Change todos, lists and tags.</summary>
    public const string TodosWrite = "todos:write";

    /// <summary>Everything about the account itself; only sessions have it, never API tokens.</summary>
    public const string Account = "account";

    /// <summary>
    /// See how the service is, and nothing of anybody's todos. For tokens of accounts that the service's own settings name, and
    /// never together with another scope.
    /// </summary>
    public const string OperatorRead = "operator:read";

    /// <summary>The scopes an API token of anybody may have.</summary>
    public static IReadOnlyList<string> ForApiTokens { get; } = [TodosRead, TodosWrite];
}

/// <summary>Asks for a token for a script or an agent.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do: <c>todos:read</c>, <c>todos:write</c>; for operators <c>operator:read</c>, alone.</param>
/// <param name="ExpiresAt">When it ends; at most a year ahead; 90 days when left out.</param>
public sealed record CreateApiToken(
    [property: Required, StringLength(Limits.DisplayName), PlainText] string Name,
    [property: Required, MinLength(1), MaxLength(2)] IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt = null);

/// <summary>A token as it is listed: without its secret.</summary>
/// <param name="Id">For revoking it.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null if never.</param>
public sealed record ApiTokenItem(
    Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt);

/// <summary>A new token with its secret, which is shown this once.</summary>
/// <param name="Item">The token as it will be listed.</param>
/// <param name="Token">Goes into <c>Authorization: Bearer</c>. Cannot be shown again.</param>
public sealed record CreatedApiToken(ApiTokenItem Item, string Token);

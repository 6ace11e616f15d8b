using System.Text.Json.Serialization;

namespace TodoApp.Contracts;

/// <summary>The tokens of a session. Treat both as opaque and as secrets.</summary>
/// <param name="AccessToken">Goes into <c>Authorization: Bearer</c> (RFC 6750).</param>
/// <param name="ExpiresIn">Seconds until the access token ends.</param>
/// <param name="RefreshToken">Gets the next access token at <c>POST /users/refresh</c>.</param>
/// <param name="RefreshExpiresAt">When the refresh token ends if it is not used before.</param>
/// <param name="User">Whose session it is.</param>
public sealed record TokenResponse(
    string AccessToken, int ExpiresIn, string RefreshToken, DateTimeOffset RefreshExpiresAt, Profile User);

/// <summary>An account as its owner sees it.</summary>
/// <param name="Id">The <c>user_id</c> of every path.</param>
/// <param name="Email">The address to sign in with.</param>
/// <param name="DisplayName">How the product addresses the person.</param>
/// <param name="TimeZone">IANA zone for "today".</param>
/// <param name="Locale">BCP 47 language tag.</param>
/// <param name="InboxId">The list that todos without a list of their own belong to.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="Latest">
/// Where the journal stood: what is read after this, together with <c>/changes</c> or <c>/events</c> from here on, is
/// everything. Left out of the answers to signing in.
/// </param>
public sealed record Profile(
    Guid Id, string Email, string DisplayName, string TimeZone, string Locale, Guid InboxId, DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Latest = null);

/// <summary>What a valid access token says.</summary>
/// <param name="Valid">Always true: an invalid token gets a 401.</param>
/// <param name="UserId">Whose token it is.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="ExpiresAt">When it ends; null for an API token without an end.</param>
public sealed record TokenStatus(bool Valid, Guid UserId, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>A place where the account is signed in.</summary>
/// <param name="Id">For revoking it.</param>
/// <param name="Device">What the client called itself, or its user agent.</param>
/// <param name="CreatedAt">When it signed in.</param>
/// <param name="LastSeenAt">When it last got an access token.</param>
/// <param name="ExpiresAt">When it ends if it is not used before.</param>
/// <param name="Current">Whether the request came from this session.</param>
public sealed record SessionItem(
    Guid Id, string Device, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, bool Current);

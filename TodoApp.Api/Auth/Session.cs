using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>One place where an account is signed in. Revoking it ends every token that came from it.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required ClientKind Client { get; init; }
    public required string Device { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>
/// A refresh token of a session. Only its SHA-256 is kept. A used one stays until the session ends, because its
/// coming back means that somebody else has a copy (RFC 9700, 4.14.2).
/// </summary>
internal sealed class RefreshToken
{
    public required byte[] Hash { get; init; }
    public required Guid SessionId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A scoped token for a script or an agent. Only its SHA-256 is kept.</summary>
internal sealed class ApiToken
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Name { get; init; }
    public required byte[] Hash { get; init; }
    public required string[] Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
}

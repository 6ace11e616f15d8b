using Microsoft.Extensions.Options;
using Npgsql;
using TodoApp.Api.Accounts;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Where accounts are signed in, and the tokens that come from it.</summary>
internal sealed partial class Sessions(
    DatabaseScope db, AccessTokens tokens, LiveCredentials live, IOptions<AuthOptions> options, AuthMetrics metrics,
    TimeProvider clock, ILogger<Sessions> logger)
{
    /// <summary>What a session may do: everything.</summary>
    private static readonly string[] s_scopes = [Scopes.TodosRead, Scopes.TodosWrite, Scopes.Account];

    /// <summary>Signs an account in; of its sessions the longest unused ends where there are too many.</summary>
    public async Task<TokenResponse> OpenAsync(Profile user, ClientKind client, string device, CancellationToken ct)
    {
        var opening = Prepare(user, client, device);
        await db.ExecuteAsync($"WITH {opening.Parts} SELECT", ct);
        return opening.Answer;
    }

    /// <summary>What signs an account in, as parts of a statement that may do more.</summary>
    public Opening Prepare(Profile user, ClientKind client, string device)
    {
        var now = clock.GetDatabaseNow();
        var (id, ends, refresh) = (Guid.CreateVersion7(now), now + options.Value.SessionIdle, SecretToken.New(SecretToken.Refresh));
        // The parts do not see each other's rows: of those that were there before, one less stays.
        return new($"""
            opened AS (
                INSERT INTO sessions (id, user_id, client, device, created_at, last_seen_at, expires_at)
                VALUES ({id}, {user.Id}, {(short)client}, {device}, {now}, {now}, {ends})
            ), given AS (
                INSERT INTO refresh_tokens (hash, session_id, created_at) VALUES ({SecretToken.Hash(refresh)}, {id}, {now})
            ), ended AS (
                DELETE FROM sessions WHERE id IN (
                    SELECT id FROM sessions WHERE user_id = {user.Id} ORDER BY last_seen_at DESC, id DESC OFFSET {Limits.Sessions - 1})
            )
            """, Answer(user, id, refresh, ends));
    }

    /// <summary>A session that is to be opened, and what its client gets once it is.</summary>
    internal sealed record Opening(Sql Parts, TokenResponse Answer);

    public async Task<Outcome<TokenResponse>> RefreshAsync(string token, CancellationToken ct)
    {
        if (!SecretToken.IsWellFormed(token, SecretToken.Refresh))
            return AuthFailures.InvalidRefreshToken;

        var hash = SecretToken.Hash(token);
        var found = await db.QueryAsync($"""
            SELECT {Profiles.Columns}, s.id, s.client, s.created_at
            FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN users u ON u.id = s.user_id
            WHERE t.hash = {hash} AND s.revoked_at IS NULL AND s.expires_at > {clock.GetUtcNow()}
            """, Read, ct);
        if (found is not [var live])
            return AuthFailures.InvalidRefreshToken;

        return live.Client is ClientKind.Browser ? await SlideAsync(live, token, ct) : await RotateAsync(live, hash, ct);
    }

    /// <summary>Ends the session of a refresh token, if there is one.</summary>
    public Task LogOutAsync(string token, CancellationToken ct) =>
        RevokeAsync($"id = (SELECT session_id FROM refresh_tokens WHERE hash = {SecretToken.Hash(token)})", ct);

    /// <summary>Where the account is signed in, the latest use first.</summary>
    public async Task<IReadOnlyList<SessionItem>> ListAsync(UserId owner, Guid? current, CancellationToken ct) =>
        await db.QueryAsync(
            $"""
            SELECT id, device, created_at, last_seen_at, expires_at FROM sessions
            WHERE user_id = {owner.Value} AND revoked_at IS NULL AND expires_at > {clock.GetUtcNow()}
            ORDER BY last_seen_at DESC, id DESC{Sql.Limit(Limits.Sessions)}
            """,
            row => new SessionItem(
                row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3),
                row.GetFieldValue<DateTimeOffset>(4), row.GetGuid(0) == current),
            ct);

    public async Task<Outcome<Done>> RevokeAsync(UserId owner, Guid session, CancellationToken ct) =>
        await RevokeAsync($"id = {session} AND user_id = {owner.Value} AND expires_at > {clock.GetUtcNow()}", ct) > 0
            ? default(Done)
            : Failure.NotFound("session");

    /// <summary>Signs the account out everywhere but here.</summary>
    public Task RevokeOthersAsync(UserId owner, Guid? current, CancellationToken ct) =>
        RevokeAsync($"user_id = {owner.Value} AND id IS DISTINCT FROM {current}", ct);

    private async Task<Outcome<TokenResponse>> SlideAsync(LiveSession session, string token, CancellationToken ct)
    {
        var ends = EndOf(session);
        var prolonged = await db.ExecuteAsync($"""
            UPDATE sessions SET last_seen_at = {clock.GetDatabaseNow()}, expires_at = {ends} WHERE id = {session.Id} AND revoked_at IS NULL
            """, ct);
        return prolonged is 0 ? AuthFailures.InvalidRefreshToken : Answer(session.User, session.Id, token, ends);
    }

    /// <summary>Of several that bring the same token at once, one marks it as used; to the others it was used before.</summary>
    private async Task<Outcome<TokenResponse>> RotateAsync(LiveSession session, byte[] hash, CancellationToken ct)
    {
        var (now, ends, refresh) = (clock.GetDatabaseNow(), EndOf(session), SecretToken.New(SecretToken.Refresh));
        var (used, prolonged) = (await db.QueryAsync($"""
            WITH used AS (
                UPDATE refresh_tokens SET used_at = {now} WHERE hash = {hash} AND used_at IS NULL RETURNING session_id
            ), prolonged AS (
                UPDATE sessions s SET last_seen_at = {now}, expires_at = {ends} FROM used
                WHERE s.id = used.session_id AND s.revoked_at IS NULL RETURNING s.id
            ), given AS (
                INSERT INTO refresh_tokens (hash, session_id, created_at) SELECT {SecretToken.Hash(refresh)}, id, {now} FROM prolonged
            )
            SELECT EXISTS (SELECT FROM used), EXISTS (SELECT FROM prolonged)
            """, row => (row.GetBoolean(0), row.GetBoolean(1)), ct))[0];
        if (used)
            return prolonged ? Answer(session.User, session.Id, refresh, ends) : AuthFailures.InvalidRefreshToken;

        await RevokeAsync($"id = {session.Id}", ct);
        metrics.TokenReused();
        Reused(session.User.Id, session.Id);
        return AuthFailures.InvalidRefreshToken;
    }

    private DateTimeOffset EndOf(LiveSession session)
    {
        var (idle, last) = (clock.GetDatabaseNow() + options.Value.SessionIdle, session.CreatedAt + options.Value.SessionLifetime);
        return idle < last ? idle : last;
    }

    /// <summary>Ends those sessions that live, and says how many there were.</summary>
    private async Task<int> RevokeAsync(Sql which, CancellationToken ct)
    {
        var revoked = await db.QueryAsync(
            $"UPDATE sessions SET revoked_at = {clock.GetDatabaseNow()} WHERE {which} AND revoked_at IS NULL RETURNING id",
            row => row.GetGuid(0), ct);
        revoked.ForEach(live.ForgetSession);
        return revoked.Count;
    }

    private static LiveSession Read(NpgsqlDataReader row) => new(
        Profiles.Read(row), row.GetGuid(Profiles.ColumnCount), (ClientKind)row.GetInt16(Profiles.ColumnCount + 1),
        row.GetFieldValue<DateTimeOffset>(Profiles.ColumnCount + 2));

    /// <summary>The session that a refresh token belongs to.</summary>
    private sealed record LiveSession(Profile User, Guid Id, ClientKind Client, DateTimeOffset CreatedAt);

    private TokenResponse Answer(Profile user, Guid session, string refresh, DateTimeOffset ends) =>
        new(tokens.Issue(user.Id, session, s_scopes), tokens.LifetimeSeconds, refresh, ends, user);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A used refresh token of {User} came back: somebody has a copy, so session {Session} was revoked")]
    private partial void Reused(Guid user, Guid session);
}

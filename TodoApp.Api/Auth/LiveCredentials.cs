using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Auth;

/// <summary>What the database says about an API token.</summary>
internal sealed record LiveApiToken(Guid Id, Guid UserId, string Scope, DateTimeOffset ExpiresAt);

/// <summary>
/// Tells whether the session of an access token, or an API token, still lives. The answer is remembered for
/// <see cref="Freshness"/>, so that requests in a row cost no query. A revocation counts at once on the replica that
/// does it, and on every other one within that time.
/// </summary>
internal sealed class LiveCredentials(TimeProvider clock) : IDisposable
{
    /// <summary>How long a revoked credential may still be honoured on another replica.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_lastUsedPrecision = TimeSpan.FromMinutes(1);
    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public async ValueTask<bool> IsLiveAsync(AccessToken token, DatabasePool db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (Recall<Guid>(token.SessionId, now, out var user))
            return user == token.Subject;

        var lives = await db.QueryAsync($"""
            SELECT id FROM sessions
            WHERE id = {token.SessionId} AND user_id = {token.Subject} AND revoked_at IS NULL AND expires_at > {now}
            """, row => row.GetGuid(0), ct) is [_];
        if (lives)
            Remember(token.SessionId, token.Subject, now);
        return lives;
    }

    public async ValueTask<LiveApiToken?> FindAsync(string token, DatabasePool db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = SecretToken.Hash(token);
        if (Recall<LiveApiToken>(Convert.ToHexString(hash), now, out var seen))
            return seen!.ExpiresAt > now ? seen : null;

        var found = await db.QueryAsync($"""
            SELECT id, user_id, scopes, expires_at, coalesce(last_used_at > {now - s_lastUsedPrecision}, false)
            FROM api_tokens WHERE hash = {hash} AND expires_at > {now}
            """, row => (Token: Read(row), WasUsedJustNow: row.GetBoolean(4)), ct);
        if (found is not [var (live, wasUsedJustNow)])
            return null;

        if (!wasUsedJustNow)
            await db.ExecuteAsync($"UPDATE api_tokens SET last_used_at = {now} WHERE id = {live.Id}", ct);
        Remember(Convert.ToHexString(hash), live, now);
        return live;
    }

    private static LiveApiToken Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), string.Join(' ', row.GetFieldValue<string[]>(2)), row.GetFieldValue<DateTimeOffset>(3));

    public void ForgetSession(Guid session) => _seen.Remove(session);

    public void ForgetApiToken(byte[] hash) => _seen.Remove(Convert.ToHexString(hash));

    public void Dispose() => _seen.Dispose();

    private bool Recall<T>(object key, DateTimeOffset now, out T? value)
    {
        var fresh = _seen.TryGetValue(key, out (T Value, DateTimeOffset At) entry) && now - entry.At < Freshness;
        value = fresh ? entry.Value : default;
        return fresh;
    }

    private void Remember<T>(object key, T value, DateTimeOffset now)
    {
        using var entry = _seen.CreateEntry(key);
        entry.Value = (value, now);
        entry.Size = 1;
        entry.AbsoluteExpirationRelativeToNow = Freshness;
    }
}

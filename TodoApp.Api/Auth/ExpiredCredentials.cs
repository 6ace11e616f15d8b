using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Auth;

/// <summary>
/// Removes what no longer lets anybody in: sessions at their end, with their refresh tokens, and API tokens a month
/// after theirs, so that people see for a while which one stopped working.
/// </summary>
internal sealed class ExpiredCredentials(DatabasePool db, TimeProvider clock) : IChore
{
    private const int Batch = 1_000;
    private static readonly TimeSpan s_sessionsKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_tokensKept = TimeSpan.FromDays(30);

    public string What => "expired sessions and tokens";

    /// <summary>Removes them in bounded batches, so that no transaction is long; says how many there were.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset sessionsUntil = now - s_sessionsKept, tokensUntil = now - s_tokensKept;
        return await RepeatAsync(() => db.ExecuteAsync($"""
                DELETE FROM sessions WHERE id IN (
                    SELECT id FROM sessions WHERE expires_at < {sessionsUntil} OR revoked_at < {sessionsUntil} ORDER BY id LIMIT {Batch})
                """, ct))
            + await RepeatAsync(() => db.ExecuteAsync($"""
                DELETE FROM api_tokens WHERE id IN (
                    SELECT id FROM api_tokens WHERE expires_at < {tokensUntil} ORDER BY id LIMIT {Batch})
                """, ct));
    }

    private static async Task<int> RepeatAsync(Func<Task<int>> deleteBatch)
    {
        var total = 0;
        int deleted;
        do
        {
            deleted = await deleteBatch();
            total += deleted;
        }
        while (deleted is Batch);

        return total;
    }
}

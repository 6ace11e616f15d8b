using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Http.Idempotency;

/// <summary>Forgets answers after 24 hours.</summary>
internal sealed class IdempotencyRetention(DatabasePool db, TimeProvider time) : IChore
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    public string What => "answers to repeated requests";

    public Task<int> RunAsync(CancellationToken ct) =>
        db.ExecuteAsync($"DELETE FROM idempotency_keys WHERE created_at < {time.GetUtcNow() - s_kept}", ct);
}

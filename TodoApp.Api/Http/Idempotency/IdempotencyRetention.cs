using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Http.Idempotency;

/// <summary>Forgets answers after 24 hours.</summary>
internal sealed class IdempotencyRetention(TodoDbContext db, TimeProvider time) : IChore
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    public string What => "answers to repeated requests";

    public Task<int> RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - s_kept;
        return db.Set<IdempotencyKey>().Where(k => k.CreatedAt < before).ExecuteDeleteAsync(ct);
    }
}

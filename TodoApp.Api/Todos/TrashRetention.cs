using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>
/// Erases what has been in the trash for <see cref="Limits.TrashDays"/> days, a bounded batch at a time. Rows that one
/// replica is erasing are passed over by the others.
/// </summary>
internal sealed class TrashRetention(DatabasePool db, TimeProvider time) : IChore
{
    private const int Batch = 500;

    public string What => "todos and lists in the trash";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().AddDays(-Limits.TrashDays);
        var total = 0;
        for (var erased = Batch; erased > 0; total += erased)
        {
            // Parts before their wholes, which the next round finds without parts.
            erased = await db.ExecuteAsync($"""
                DELETE FROM todos WHERE id IN (
                    SELECT t.id FROM todos t
                    WHERE t.deleted_at < {before} AND NOT EXISTS (SELECT FROM todos part WHERE part.parent_id = t.id)
                    LIMIT {Batch} FOR UPDATE SKIP LOCKED)
                """, ct);
        }

        return total + await db.ExecuteAsync($"""
            DELETE FROM lists WHERE id IN (
                SELECT l.id FROM lists l
                WHERE l.deleted_at < {before} AND NOT EXISTS (SELECT FROM todos t WHERE t.list_id = l.id)
                LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            """, ct);
    }
}

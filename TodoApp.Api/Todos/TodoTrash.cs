using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Todos go to the trash with their parts, come back with the parts that went with them, and leave it for good.</summary>
internal sealed class TodoTrash(DatabaseScope database, TodoQueries todos, TimeProvider time)
{
    /// <summary>Moves a todo and its parts to the trash.</summary>
    public async Task<Outcome<Done>> DeleteAsync(Caller caller, Guid id, IfMatch ifMatch, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = caller.Id.Value;
        var gone = await database.QueryAsync($"""
            WITH gone AS (
                UPDATE todos SET deleted_at = {now}, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                WHERE id = {id} AND owner_id = {owner} AND deleted_at IS NULL AND journal_locked({owner})
                  AND ({ifMatch.ToSql()}::xid[] IS NULL OR xmin = ANY ({ifMatch.ToSql()}::xid[]))
                RETURNING id
            ), parts AS (
                UPDATE todos SET deleted_at = {now}, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                WHERE parent_id IN (SELECT id FROM gone) AND owner_id = {owner} AND deleted_at IS NULL
            )
            SELECT id FROM gone
            """, row => row.GetGuid(0), ct);
        if (gone is [_])
            return default(Done);

        return await todos.FindAsync(caller.Id, id, ct) is { Failure: null, Value.DeletedAt: null }
            ? Failure.VersionMismatch
            : Failure.NotFound("todo");
    }

    /// <summary>
    /// Takes a todo out of the trash, with the parts that went there with it. When its list is gone it comes back to
    /// the Inbox, and when what it was a part of is gone it comes back on its own. Restoring twice is no error.
    /// </summary>
    public async Task<Outcome<TodoItem>> RestoreAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = caller.Id.Value;
        var restored = await database.QueryAsync($"""
            WITH was AS (
                SELECT t.id, t.deleted_at,
                       CASE WHEN l.deleted_at IS NULL THEN l.id ELSE u.inbox_id END AS list_id,
                       CASE WHEN p.deleted_at IS NULL THEN p.id END AS parent_id
                FROM todos t
                JOIN users u ON u.id = t.owner_id
                JOIN lists l ON l.id = t.list_id
                LEFT JOIN todos p ON p.id = t.parent_id
                WHERE t.id = {id} AND t.owner_id = {owner} AND t.deleted_at IS NOT NULL AND journal_locked({owner})
                FOR UPDATE OF t
            ), parts AS (
                UPDATE todos t SET deleted_at = NULL, list_id = was.list_id, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                FROM was WHERE t.parent_id = was.id AND t.owner_id = {owner} AND t.deleted_at = was.deleted_at
            )
            UPDATE todos t SET deleted_at = NULL, list_id = was.list_id, parent_id = was.parent_id,
                   updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
            FROM was WHERE t.id = was.id
            RETURNING {TodoRow.Columns}
            """, TodoRow.Read, ct);

        return restored is [var back]
            ? back
            : await todos.FindAsync(caller.Id, id, ct);
    }

    /// <summary>Erases a todo in the trash, and its parts, for good.</summary>
    public async Task<Outcome<Done>> EraseAsync(Caller caller, Guid id, IfMatch ifMatch, CancellationToken ct)
    {
        var owner = caller.Id.Value;
        var current = await todos.FindAsync(caller.Id, id, ct);
        if (current.Failure is { } failure)
            return failure;
        if (!ifMatch.Allows(current.Value.Version))
            return Failure.VersionMismatch;
        if (current.Value.DeletedAt is null)
            return new Failure(ProblemCodes.Conflict, "Only what is in the trash can be erased. Delete it first.");

        var db = database.Context;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockJournalAsync(caller.Id, ct);
        var doomed = db.Todos.Where(t => t.OwnerId == owner && t.DeletedAt != null && (t.Id == id || t.ParentId == id));
        // The journal says who erased it, so the row has to know before it goes.
        await doomed.ExecuteUpdateAsync(t => t.SetProperty(x => x.Actor, caller.Actor).SetProperty(x => x.Turn, caller.Turn), ct);
        await doomed.ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }
}

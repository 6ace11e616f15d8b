using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Ordering;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Lists;

/// <summary>A person's lists. Deleting one takes its todos to the trash with it; restoring brings them back.</summary>
internal sealed class ListService(DatabaseScope database, TimeProvider time)
{
    private const int CountedUpTo = 1_000;

    /// <summary>A list as its owner sees it; the count stops where it stops being interesting.</summary>
    private static readonly Sql s_columns = Sql.Text($"""
        l.id, l.name, l.color, l.is_inbox, l.archived, l.position,
        (SELECT count(*)::int FROM (SELECT FROM todos t WHERE t.owner_id = l.owner_id AND t.list_id = l.id
                                    AND t.deleted_at IS NULL AND t.completed_at IS NULL LIMIT {CountedUpTo}) c),
        l.created_at, l.updated_at, l.deleted_at, l.xmin
        """);

    /// <summary>Gets all lists that are not in the trash, or all that are, in their order.</summary>
    public async Task<IReadOnlyList<ListItem>> ListAsync(UserId owner, bool trash, CancellationToken ct) =>
        await database.QueryAsync($"""
            SELECT {s_columns} FROM lists l WHERE l.owner_id = {owner.Value} AND {Sql.Text(trash ? "l.deleted_at IS NOT NULL" : "l.deleted_at IS NULL")}
            ORDER BY l.position, l.id{Sql.Limit(Limits.Lists)}
            """, Read, ct);

    /// <summary>Finds one, in the trash or out of it.</summary>
    public async Task<Outcome<ListItem>> FindAsync(UserId owner, Guid id, CancellationToken ct) =>
        await database.QueryAsync($"SELECT {s_columns} FROM lists l WHERE l.id = {id} AND l.owner_id = {owner.Value}", Read, ct) is [var list]
            ? list
            : Failure.NotFound("list");

    public async Task<Outcome<ListItem>> CreateAsync(Caller caller, CreateList list, CancellationToken ct)
    {
        var (owner, now) = (caller.Id.Value, time.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        try
        {
            var created = await database.ExecuteAsync($"""
                INSERT INTO lists (id, owner_id, name, color, position, created_at, updated_at, actor, turn)
                SELECT {id}, {owner}, {list.Name.Trim()}, {list.Color}, {FractionalKey.Append(now)}, {now}, {now}, {caller.Actor}, {caller.Turn}
                WHERE (SELECT count(*) FROM lists WHERE owner_id = {owner} AND deleted_at IS NULL) < {Limits.Lists}
                """, ct);
            return created > 0
                ? await FindAsync(caller.Id, id, ct)
                : new Failure(ProblemCodes.TooMany, $"An account has at most {Limits.Lists} lists. Delete some first.");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return NameTaken;
        }
    }

    public async Task<Outcome<ListItem>> PatchAsync(Caller caller, Guid id, PatchList patch, IfMatch ifMatch, CancellationToken ct)
    {
        var db = database.Context;
        // Where a list is moved to, the others stay until it is there.
        await using var transaction = await JournalTransaction.BeginAsync(db, caller.Id, ct);
        var list = await db.Lists.AsTracking()
            .FirstOrDefaultAsync(l => l.Id == id && l.OwnerId == caller.Id.Value && l.DeletedAt == null, ct);
        if (list is null)
            return Failure.NotFound("list");
        if (!ifMatch.Allows(list.Version))
            return Failure.VersionMismatch;
        if (list.IsInbox && patch.Archived.Or(false))
            return new Failure(ProblemCodes.Conflict, "The Inbox cannot be archived.");

        if (patch.After.IsSet)
        {
            var position = await PlaceAsync(caller, id, patch.After.Value, ct);
            if (position.Failure is { } flaw)
                return flaw;
            list.Position = position.Value;
        }

        list.Name = patch.Name.Or(list.Name).Trim();
        list.Color = patch.Color.Or(list.Color);
        list.Archived = patch.Archived.Or(list.Archived);
        (list.UpdatedAt, list.Actor, list.Turn) = (time.GetUtcNow(), caller.Actor, caller.Turn);
        if (await SaveAsync(list, ct) is { } refusal)
            return refusal;
        await transaction.CommitAsync(ct);
        return await FindAsync(caller.Id, id, ct);
    }

    /// <summary>Moves a list and its todos to the trash, in one statement.</summary>
    public async Task<Outcome<Done>> DeleteAsync(Caller caller, Guid id, IfMatch ifMatch, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = caller.Id.Value;
        var gone = await database.QueryAsync($"""
            WITH gone AS (
                UPDATE lists SET deleted_at = {now}, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                WHERE id = {id} AND owner_id = {owner} AND deleted_at IS NULL AND NOT is_inbox AND journal_locked({owner})
                  AND ({ifMatch.ToSql()}::xid[] IS NULL OR xmin = ANY ({ifMatch.ToSql()}::xid[]))
                RETURNING id
            ), todos_of_it AS (
                UPDATE todos SET deleted_at = {now}, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                WHERE list_id IN (SELECT id FROM gone) AND owner_id = {owner} AND deleted_at IS NULL
            )
            SELECT id FROM gone
            """, row => row.GetGuid(0), ct);
        if (gone is [_])
            return default(Done);

        return await FindAsync(caller.Id, id, ct) switch
        {
            { Failure: not null } or { Value.DeletedAt: not null } => Failure.NotFound("list"),
            { Value.IsInbox: true } => new Failure(ProblemCodes.Conflict, "The Inbox cannot be deleted."),
            _ => Failure.VersionMismatch,
        };
    }

    /// <summary>Takes a list out of the trash, with the todos that went there with it. Restoring twice is no error.</summary>
    public async Task<Outcome<ListItem>> RestoreAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = caller.Id.Value;
        try
        {
            await database.ExecuteAsync($"""
                WITH was AS (
                    SELECT id, deleted_at FROM lists WHERE id = {id} AND owner_id = {owner} AND deleted_at IS NOT NULL AND journal_locked({owner}) FOR UPDATE
                ), todos_of_it AS (
                    UPDATE todos t SET deleted_at = NULL, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                    FROM was WHERE t.list_id = was.id AND t.owner_id = {owner} AND t.deleted_at = was.deleted_at
                )
                UPDATE lists l SET deleted_at = NULL, updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                FROM was WHERE l.id = was.id
                """, ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return NameTaken;
        }

        return await FindAsync(caller.Id, id, ct);
    }

    private static Failure NameTaken { get; } =
        new(ProblemCodes.NameTaken, "Another of your lists has this name.", "name");

    private static ListItem Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetText(2), row.GetBoolean(3), row.GetBoolean(4), row.GetString(5), row.GetInt32(6),
        row.GetFieldValue<DateTimeOffset>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetValue<DateTimeOffset>(9),
        TodoQueries.VersionOf(row.GetFieldValue<uint>(10)));

    /// <summary>The position behind another list, or on top. An account has few lists, so all of them make room when there is none.</summary>
    private async Task<Outcome<string>> PlaceAsync(Caller caller, Guid moved, Guid? after, CancellationToken ct)
    {
        var others = await database.Context.Lists
            .Where(l => l.OwnerId == caller.Id.Value && l.DeletedAt == null && l.Id != moved)
            .OrderBy(l => l.Position).ThenBy(l => l.Id).Take(Limits.Lists)
            .Select(l => new Sibling(l.Id, l.Position)).ToListAsync(ct);
        var index = after is null ? -1 : others.FindIndex(l => l.Id == after);
        if (after is not null && index < 0)
            return Failure.Invalid("after", "There is no such list among your own.");

        if (Neighbourhood.Between(others.ElementAtOrDefault(index), others.ElementAtOrDefault(index + 1)) is { } free)
            return free.Position;

        var place = Neighbourhood.Spread([.. others.Take(index + 1).Reverse()], others[(index + 1)..], Limits.Lists)!;
        await database.ExecuteAsync($"""
            UPDATE lists l SET position = p.position, actor = {caller.Actor}, turn = {caller.Turn}
            FROM unnest({place.Shifted.Select(s => s.Id).ToArray()}, {place.Shifted.Select(s => s.Position).ToArray()}) AS p (id, position)
            WHERE l.id = p.id AND l.owner_id = {caller.Id.Value}
            """, ct);
        return place.Position;
    }

    /// <summary>Saves, or says why the database would not have it.</summary>
    private async Task<Failure?> SaveAsync(TodoList list, CancellationToken ct)
    {
        var db = database.Context;
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Failure.VersionMismatch;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return NameTaken;
        }
        finally
        {
            db.Entry(list).State = EntityState.Detached;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Tags;

/// <summary>A person's tags. Todos carry tags by name, so renaming and deleting one writes the todos that carry it.</summary>
internal sealed class TagService(DatabaseScope database, TimeProvider time)
{
    private const int CountedUpTo = 1_000;

    /// <summary>Todos that are looked at to count how many carry each tag.</summary>
    private const int CountedAmong = 10_000;

    /// <summary>Gets all tags. Their todos are counted in one pass: going through them anew for each tag would cost both together.</summary>
    public async Task<IReadOnlyList<TagItem>> ListAsync(UserId owner, CancellationToken ct) =>
        await database.QueryAsync($"""
            SELECT t.name, t.color, coalesce(c.count, 0)::int, t.created_at, t.xmin
            FROM tags t
            LEFT JOIN (SELECT tag, least(count(*), {CountedUpTo}) AS count
                       FROM (SELECT tags FROM todos WHERE owner_id = {owner.Value} AND deleted_at IS NULL AND completed_at IS NULL
                             ORDER BY position, id LIMIT {CountedAmong}) o, unnest(o.tags) AS tag
                       GROUP BY tag) c ON c.tag = t.name
            WHERE t.owner_id = {owner.Value} ORDER BY t.name{Sql.Limit(Limits.Tags)}
            """, Read, ct);

    public async Task<Outcome<TagItem>> FindAsync(UserId owner, string name, CancellationToken ct) =>
        await database.QueryAsync($"""
            SELECT t.name, t.color,
                   (SELECT count(*)::int FROM (SELECT FROM todos o WHERE o.owner_id = t.owner_id AND o.deleted_at IS NULL
                                               AND o.completed_at IS NULL AND t.name = ANY (o.tags) LIMIT {CountedUpTo}) c),
                   t.created_at, t.xmin
            FROM tags t WHERE t.owner_id = {owner.Value} AND t.name = {TagName.Normalize(name)}
            """, Read, ct) is [var tag]
            ? tag
            : Failure.NotFound("tag");

    public async Task<Outcome<TagItem>> CreateAsync(Caller caller, CreateTag tag, CancellationToken ct)
    {
        var (owner, name, now) = (caller.Id.Value, TagName.Normalize(tag.Name), time.GetUtcNow());
        if (await database.QueryAsync($"SELECT count(*)::int FROM tags WHERE owner_id = {owner}", row => row.GetInt32(0), ct) is [>= Limits.Tags])
            return new Failure(ProblemCodes.TooMany, $"An account has at most {Limits.Tags} tags. Delete some first.");

        var made = await database.ExecuteAsync($"""
            INSERT INTO tags (id, owner_id, name, color, created_at, updated_at, actor, turn)
            VALUES ({Guid.CreateVersion7(now)}, {owner}, {name}, {tag.Color}, {now}, {now}, {caller.Actor}, {caller.Turn})
            ON CONFLICT (owner_id, name) DO NOTHING
            """, ct);
        return made == 0 ? NameTaken : await FindAsync(caller.Id, name, ct);
    }

    /// <summary>Renames or recolours a tag; todos that carry it get the new name in the same transaction.</summary>
    public async Task<Outcome<TagItem>> PatchAsync(Caller caller, string name, PatchTag patch, IfMatch ifMatch, CancellationToken ct)
    {
        var owner = caller.Id.Value;
        var from = TagName.Normalize(name);
        var to = patch.Name.IsSet ? TagName.Normalize(patch.Name.Value) : from;
        var now = time.GetUtcNow();
        var db = database.Context;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockJournalAsync(caller.Id, ct);
        if (await RefusalAsync(owner, from, to, ifMatch, ct) is { } refusal)
            return refusal;

        // The tag first: the trigger that makes missing tags must find the new name taken when the todos follow.
        await db.Tags.Where(t => t.OwnerId == owner && t.Name == from).ExecuteUpdateAsync(t =>
        {
            t.SetProperty(x => x.Name, to).SetProperty(x => x.UpdatedAt, now)
                .SetProperty(x => x.Actor, caller.Actor).SetProperty(x => x.Turn, caller.Turn);
            if (patch.Color.IsSet)
                t.SetProperty(x => x.Color, patch.Color.Value);
        }, ct);
        if (to != from)
        {
            await db.Database.ExecuteSqlAsync($"""
                UPDATE todos SET tags = ARRAY(SELECT x FROM unnest(array_replace(tags, {from}, {to})) AS x ORDER BY x COLLATE "C"),
                       updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
                WHERE owner_id = {owner} AND tags @> ARRAY[{from}]
                """, ct);
        }

        await transaction.CommitAsync(ct);
        return await FindAsync(caller.Id, to, ct);
    }

    /// <summary>Deletes a tag and takes it off every todo that carries it.</summary>
    public async Task<Outcome<Done>> DeleteAsync(Caller caller, string name, IfMatch ifMatch, CancellationToken ct)
    {
        var owner = caller.Id.Value;
        var normalized = TagName.Normalize(name);
        var now = time.GetUtcNow();
        var db = database.Context;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockJournalAsync(caller.Id, ct);
        if (await RefusalAsync(owner, normalized, normalized, ifMatch, ct) is { } refusal)
            return refusal;

        await db.Database.ExecuteSqlAsync($"""
            UPDATE todos SET tags = array_remove(tags, {normalized}), updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
            WHERE owner_id = {owner} AND tags @> ARRAY[{normalized}]
            """, ct);
        var tag = db.Tags.Where(t => t.OwnerId == owner && t.Name == normalized);
        // The journal says who deleted it, so the row has to know before it goes.
        await tag.ExecuteUpdateAsync(t => t.SetProperty(x => x.Actor, caller.Actor).SetProperty(x => x.Turn, caller.Turn), ct);
        await tag.ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    private static Failure NameTaken { get; } = new(ProblemCodes.NameTaken, "You have a tag of this name already.", "name");

    private static TagItem Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetText(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3),
        TodoQueries.VersionOf(row.GetFieldValue<uint>(4)));

    private async Task<Failure?> RefusalAsync(Guid owner, string from, string to, IfMatch ifMatch, CancellationToken ct)
    {
        var involved = await database.Context.Tags.AsNoTracking()
            .Where(t => t.OwnerId == owner && (t.Name == from || t.Name == to)).ToListAsync(ct);
        return involved.Find(t => t.Name == from) switch
        {
            null => Failure.NotFound("tag"),
            var tag when !ifMatch.Allows(tag.Version) => Failure.VersionMismatch,
            _ when to != from && involved.Exists(t => t.Name == to) => NameTaken,
            _ => null,
        };
    }
}

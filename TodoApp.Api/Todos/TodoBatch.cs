using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Ordering;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Recurrence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Does the same to many todos in one statement: to all of them or, where one cannot be found, to none.</summary>
internal sealed class TodoBatch(TodoDbContext db, Succession succession, TodoMetrics metrics, TimeProvider time)
{
    private const int Attempts = 5;

    private sealed record Counts(int Found, int Changed, int Unread);

    public async Task<Outcome<BatchResult>> RunAsync(Caller caller, BatchTodos batch, CancellationToken ct)
    {
        if (await FlawAsync(caller.Id, batch, ct) is { } flaw)
            return flaw;

        var ids = batch.Ids.Distinct().ToArray();
        try
        {
            List<Todo> recurring = [];
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                var counts = await RunAsync(caller, batch, ids, recurring, ct);
                if (counts.Found != ids.Length)
                    return new Failure(ProblemCodes.NotFound, "Not all of these are todos of your own in that state. Nothing was changed.");
                if (counts.Unread == 0)
                {
                    if (batch.Action is BatchAction.Complete)
                        metrics.Completed(counts.Changed);
                    return new BatchResult(counts.Changed, caller.Turn);
                }

                recurring = await db.Todos.AsNoTracking()
                    .Where(t => t.OwnerId == caller.Id.Value && ids.Contains(t.Id) && t.CompletedAt == null && t.Recurrence != null)
                    .ToListAsync(ct);
            }

            return new Failure(ProblemCodes.Conflict, "Some of these kept changing meanwhile. Nothing was changed; try again.");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CheckViolation)
        {
            return Failure.Invalid("tags", $"A todo has at most {Limits.TagsPerTodo} tags. Nothing was changed.");
        }
        catch (PostgresException e) when (e.SqlState is DatabaseErrors.TooMany)
        {
            return new Failure(ProblemCodes.TooMany, $"An account has at most {Limits.Tags} tags. Nothing was changed.");
        }
    }

    /// <summary>
    /// Changes all when nothing stands in the way. What is completed and recurs has to have been read in its present
    /// version, for its successor to be right: how many have not is <see cref="Counts.Unread"/>, and then nothing changes.
    /// </summary>
    private async Task<Counts> RunAsync(Caller caller, BatchTodos batch, Guid[] ids, List<Todo> recurring, CancellationToken ct)
    {
        var successors = await succession.OfAsync(caller.Id, recurring, ct);
        NpgsqlParameter[] parameters =
        [
            .. Parameters(caller, batch, ids), .. Succession.Parameters(successors),
            new("read", recurring.Select(t => t.Id).ToArray()),
            new("versions", recurring.Select(t => TodoQueries.VersionOf(t.Version)).ToArray()),
        ];
        return (await db.Database.SqlQueryRaw<Counts>(Sql(batch.Action), [.. parameters]).ToListAsync(ct)).Single();
    }

    private async Task<Failure?> FlawAsync(UserId owner, BatchTodos batch, CancellationToken ct) => batch switch
    {
        { Action: BatchAction.Move, ListId: null } => Failure.Invalid("listId", "Say which list to move them to."),
        { Action: BatchAction.Tag or BatchAction.Untag, Tags: null or [] } => Failure.Invalid("tags", "Say which tags."),
        { Action: BatchAction.Move, ListId: { } list } when
            !await db.Lists.AnyAsync(l => l.Id == list && l.OwnerId == owner.Value && l.DeletedAt == null, ct) =>
            Failure.NoSuchList,
        _ => null,
    };

    /// <summary>What an action sets, and which todos it would change.</summary>
    private static (string Set, string Where) Of(BatchAction action) => action switch
    {
        BatchAction.Complete => (
            "completed_at = @now, recurrence = CASE WHEN moves THEN NULL ELSE t.recurrence END,"
            + " recurrence_from = CASE WHEN moves THEN 0 ELSE t.recurrence_from END,"
            + " occurrences_done = CASE WHEN moves THEN 0 ELSE t.occurrences_done END",
            "t.completed_at IS NULL"),
        BatchAction.Reopen => ("completed_at = NULL", "t.completed_at IS NOT NULL"),
        BatchAction.Move => ("list_id = @list, position = @positions[f.rank]", "t.list_id <> @list"),
        BatchAction.Tag => ("tags = ARRAY(SELECT DISTINCT x FROM unnest(t.tags || @tags) AS x ORDER BY x)", "NOT t.tags @> @tags"),
        BatchAction.Untag => ("tags = ARRAY(SELECT x FROM unnest(t.tags) AS x WHERE x <> ALL (@tags) ORDER BY x)", "t.tags && @tags"),
        BatchAction.Delete => ("deleted_at = @now", "t.deleted_at IS NULL"),
        BatchAction.Restore => (
            "deleted_at = NULL, list_id = (SELECT CASE WHEN l.deleted_at IS NULL THEN l.id ELSE u.inbox_id END"
            + " FROM lists l JOIN users u ON u.id = l.owner_id WHERE l.id = t.list_id)",
            "t.deleted_at IS NOT NULL"),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static string Sql(BatchAction action)
    {
        var (set, where) = Of(action);
        var visible = action is BatchAction.Restore ? "" : "AND deleted_at IS NULL";
        var recurs = action is BatchAction.Complete ? "recurrence IS NOT NULL AND completed_at IS NULL" : "false";
        return $"""
            WITH found AS (
                SELECT id, position, id = ANY (@next_of) AS moves,
                       {recurs} AND NOT EXISTS (SELECT FROM unnest(@read, @versions) AS r (id, version)
                                                WHERE r.id = todos.id AND r.version = todos.xmin::text) AS unread
                FROM todos WHERE owner_id = @owner AND id = ANY (@ids) {visible} AND journal_locked(@owner) ORDER BY id FOR UPDATE
            ), ranked AS (
                SELECT *, (row_number() OVER (ORDER BY position, id))::int AS rank FROM found
            ), done AS (
                UPDATE todos t SET {set}, updated_at = @now, actor = @actor, turn = @turn
                FROM ranked f
                WHERE t.id = f.id AND {where}
                  AND (SELECT count(*) FROM found) = cardinality(@ids) AND NOT EXISTS (SELECT FROM found WHERE unread)
                RETURNING t.*
            ){(action is BatchAction.Complete ? Succession.Sql : "")}
            SELECT (SELECT count(*) FROM found)::int AS "Found", (SELECT count(*) FROM done)::int AS "Changed",
                   (SELECT count(*) FROM found WHERE unread)::int AS "Unread"
            """;
    }

    private List<NpgsqlParameter> Parameters(Caller caller, BatchTodos batch, Guid[] ids)
    {
        var now = time.GetUtcNow();
        List<NpgsqlParameter> parameters =
        [
            new("owner", caller.Id.Value), new("ids", ids), new("now", now), new("actor", caller.Actor), new("turn", caller.Turn),
        ];
        if (batch.Action is BatchAction.Move)
            parameters.AddRange([new("list", batch.ListId!.Value), new("positions", Enumerable.Range(0, ids.Length).Select(i => FractionalKey.Append(now.AddTicks(i))).ToArray())]);
        if (batch.Action is BatchAction.Tag or BatchAction.Untag)
            parameters.Add(new("tags", TodoService.Normalize(batch.Tags)));
        return parameters;
    }
}

using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Ordering;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Recurrence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>
/// Writes single todos. Each write is one statement that checks ownership, state and version and gives the row back;
/// only when it touched nothing does a second one find out why. Completing one that recurs takes reading it first, to
/// find the day that the same statement then gives its successor.
/// </summary>
internal sealed class TodoService(
    DatabaseScope database, Succession succession, TodoOrder order, TodoMetrics metrics, TimeProvider time)
{
    private const int Attempts = 5;

    /// <summary>Creates a todo, in the Inbox unless a list is named.</summary>
    public async Task<Outcome<TodoItem>> CreateAsync(Caller caller, CreateTodo todo, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = caller.Id.Value;
        // Only what is asked for is in the statement: PostgreSQL would otherwise find that a null makes a cheaper plan, and
        // plan every execution anew.
        var created = await WriteAsync($"""
            INSERT INTO todos AS t (id, owner_id, list_id, parent_id, title, notes, priority, tags, due_on, due_at, time_zone,
                               recurrence, recurrence_from, position, created_at, updated_at, actor, turn)
            SELECT {Guid.CreateVersion7(now)}, u.id, {ListOf(todo)}, {PartOf(todo)}, {todo.Title.Trim()},
                   {Blank(todo.Notes)}, {(short)todo.Priority}, {Normalize(todo.Tags)}, {todo.DueOn}, {todo.DueAt},
                   CASE WHEN {todo.DueAt} IS NOT NULL THEN coalesce({todo.TimeZone}, u.time_zone) END,
                   {Rule(todo.Recurrence)}, {From(todo.Recurrence, todo.RecurrenceFrom)},
                   {FractionalKey.Append(now)}, {now}, {now}, {caller.Actor}, {caller.Turn}
            FROM users u{Whole(todo.ParentId)}
            WHERE u.id = {owner}{InOwnList(todo.ListId)}
            RETURNING {TodoRow.Columns}
            """, ct);
        if (created is { Failure: null, Value: not null })
            metrics.Created();
        if (created.Failure is not null || created.Value is not null)
            return Shown(created);

        return todo.ListId is { } list && !await ListExistsAsync(owner, list, ct)
            ? Failure.NoSuchList
            : Failure.Invalid("parentId", "There is no such todo among your own that could have parts.");
    }

    /// <summary>Replaces what a person can set of a todo.</summary>
    public async Task<Outcome<TodoItem>> ReplaceAsync(Caller caller, Guid id, ReplaceTodo todo, IfMatch ifMatch, CancellationToken ct) =>
        todo is { Completed: true, Recurrence: not null }
            ? await RepeatAsync(ifMatch, () => RewriteAsync(caller, id, _ => todo, default, ifMatch, ct))
            : await UpdateAsync(caller, id, todo, new(null, null), ifMatch, ct);

    /// <summary>
    /// Merges a patch into a todo. Without a precondition a write that comes in between is merged into, never undone.
    /// </summary>
    public async Task<Outcome<TodoItem>> PatchAsync(Caller caller, Guid id, PatchTodo patch, IfMatch ifMatch, CancellationToken ct) =>
        patch.After.IsSet
            ? await MoveAsync(caller, id, patch, ifMatch, ct)
            : await RepeatAsync(ifMatch, () => RewriteAsync(caller, id, current => TodoPatch.Merge(current, patch), default, ifMatch, ct));

    /// <summary>Merges a patch that moves. Its neighbours stay where they are until it stands between them.</summary>
    private async Task<Outcome<TodoItem>> MoveAsync(Caller caller, Guid id, PatchTodo patch, IfMatch ifMatch, CancellationToken ct)
    {
        await using var transaction = await JournalTransaction.BeginAsync(database.Context, caller.Id, ct);
        var moved = await RewriteAsync(caller, id, current => TodoPatch.Merge(current, patch), patch.After, ifMatch, ct);
        if (moved.Failure is null)
            await transaction.CommitAsync(ct);
        return moved;
    }

    /// <summary>Marks a todo done or open; toggles when not told which. The next occurrence of one that recurs is a new todo.</summary>
    public async Task<Outcome<TodoItem>> CompleteAsync(Caller caller, Guid id, bool? completed, IfMatch ifMatch, CancellationToken ct) =>
        await RepeatAsync(ifMatch, async () =>
        {
            var done = await CompleteWhatDoesNotRecurAsync(caller, id, completed, ifMatch, ct);
            return done.Failure is null && done.Value is null
                ? await RewriteAsync(
                    caller, id, t => TodoPatch.Merge(t, new(Completed: completed ?? t.CompletedAt is null)), default, ifMatch, ct)
                : Shown(done);
        });

    private async Task<Outcome<TodoItem?>> CompleteWhatDoesNotRecurAsync(
        Caller caller, Guid id, bool? completed, IfMatch ifMatch, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await WriteAsync($"""
            UPDATE todos t SET
                completed_at = CASE WHEN coalesce({completed}::boolean, completed_at IS NULL) THEN coalesce(completed_at, {now}) END,
                updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
            WHERE id = {id} AND owner_id = {caller.Id.Value} AND deleted_at IS NULL AND journal_locked({caller.Id.Value})
              AND (recurrence IS NULL OR completed_at IS NOT NULL OR {completed}::boolean IS FALSE){Unchanged(ifMatch)}
            RETURNING {TodoRow.Columns}
            """, ct);
    }

    /// <summary>Starts over when something came in between, unless the caller named the version to write.</summary>
    private static async Task<Outcome<TodoItem>> RepeatAsync(IfMatch ifMatch, Func<Task<Outcome<TodoItem>>> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            var written = await write();
            if (written.Failure?.Code != ProblemCodes.VersionMismatch || ifMatch.IsPresent || attempt == Attempts)
                return written;
        }
    }

    /// <summary>Reads a todo and writes what becomes of it, provided that nothing has come in between.</summary>
    private async Task<Outcome<TodoItem>> RewriteAsync(
        Caller caller, Guid id, Func<Todo, Outcome<ReplaceTodo>> change, Optional<Guid?> after, IfMatch ifMatch, CancellationToken ct)
    {
        var found = await database.QueryAsync($"""
            SELECT {TodoRow.Columns}, {TodoRow.Bookkeeping} FROM todos t
            WHERE t.id = {id} AND t.owner_id = {caller.Id.Value} AND t.deleted_at IS NULL
            """, TodoRow.ReadWhole, ct);
        if (found is not [var current])
            return Failure.NotFound("todo");
        if (!ifMatch.Allows(current.Version))
            return Failure.VersionMismatch;

        var changed = change(current);
        if (changed.Failure is { } flaw)
            return flaw;

        string? position = null;
        if (after.IsSet)
        {
            var place = await order.PlaceAsync(caller, id, changed.Value.ListId ?? current.ListId, after.Value, ct);
            if (place.Failure is { } noNeighbour)
                return noNeighbour;
            position = place.Value;
        }

        var successor = await succession.OfAsync(caller.Id, current, changed.Value, ct);
        return await UpdateAsync(caller, id, changed.Value, new(position, successor), IfMatch.Of(current.Version), ct);
    }

    /// <summary>What a write brings about besides what was asked.</summary>
    private sealed record Consequence(string? Position, Successor? Successor);

    private async Task<Outcome<TodoItem>> UpdateAsync(
        Caller caller, Guid id, ReplaceTodo todo, Consequence consequence, IfMatch ifMatch, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = caller.Id.Value;
        // The rule moves on with the successor, so that reopening this one and doing it again makes no second one.
        var rule = consequence.Successor is null ? Rule(todo.Recurrence) : null;
        var updated = await ExplainAsync(caller.Id, id, ifMatch, await WriteAsync(Succession.Add(consequence.Successor, $"""
            UPDATE todos t SET
                title = {todo.Title.Trim()}, notes = {Blank(todo.Notes)}::text, priority = {(short)todo.Priority},
                tags = {Normalize(todo.Tags)}, due_on = {todo.DueOn}::date, due_at = {todo.DueAt}::time,
                time_zone = CASE WHEN {todo.DueAt}::time IS NOT NULL THEN coalesce({todo.TimeZone}::text, u.time_zone) END,
                recurrence = {rule}::text, recurrence_from = {From(rule, todo.RecurrenceFrom)},
                occurrences_done = CASE WHEN t.recurrence = {rule}::text THEN t.occurrences_done ELSE 0 END,
                completed_at = CASE WHEN {todo.Completed} THEN coalesce(t.completed_at, {now}) END,
                list_id = l.id,
                position = coalesce({consequence.Position}::text,
                                    CASE WHEN l.id = t.list_id THEN t.position ELSE {FractionalKey.Append(now)} END),
                updated_at = {now}, actor = {caller.Actor}, turn = {caller.Turn}
            FROM users u
            JOIN lists l ON l.id = coalesce({todo.ListId}::uuid, u.inbox_id) AND l.owner_id = u.id AND l.deleted_at IS NULL
            WHERE t.id = {id} AND t.owner_id = {owner} AND u.id = {owner} AND t.deleted_at IS NULL AND journal_locked({owner}){Unchanged(ifMatch)}
            """), ct), ct);

        return updated.Failure?.Code == ProblemCodes.VersionMismatch
            && todo.ListId is { } list && !await ListExistsAsync(owner, list, ct)
                ? Failure.NoSuchList
                : updated;
    }

    /// <summary>Runs one writing statement that returns the row; null when it touched none.</summary>
    private async Task<Outcome<TodoItem?>> WriteAsync(Sql sql, CancellationToken ct)
    {
        try
        {
            var written = (await database.QueryAsync(sql, TodoRow.Read, ct)).SingleOrDefault();
            metrics.Written(written);
            return written;
        }
        catch (PostgresException flaw) when (flaw.SqlState == DatabaseErrors.TooMany)
        {
            return new Failure(ProblemCodes.TooMany, $"An account has at most {Limits.Tags} tags. Delete some first.");
        }
        catch (PostgresException flaw) when (flaw.ConstraintName == DatabaseErrors.PartRecurs)
        {
            return Failure.Invalid("recurrence", "A part recurs with its whole, not on its own.");
        }
    }

    /// <summary>Tells a todo that is not there from one that has changed.</summary>
    private async Task<Outcome<TodoItem>> ExplainAsync(
        UserId owner, Guid id, IfMatch ifMatch, Outcome<TodoItem?> written, CancellationToken ct)
    {
        if (written.Failure is not null || written.Value is not null)
            return Shown(written);

        return await IsThereAsync($"SELECT FROM todos WHERE id = {id} AND owner_id = {owner.Value} AND deleted_at IS NULL", ct)
            ? Failure.VersionMismatch
            : Failure.NotFound("todo");
    }

    private Task<bool> ListExistsAsync(Guid owner, Guid list, CancellationToken ct) =>
        IsThereAsync($"SELECT FROM lists WHERE id = {list} AND owner_id = {owner} AND deleted_at IS NULL", ct);

    private async Task<bool> IsThereAsync(Sql row, CancellationToken ct) => await database.QueryAsync(row, _ => true, ct) is [_];

    private static Outcome<TodoItem> Shown(Outcome<TodoItem?> written) =>
        written.Failure is { } failure ? failure : written.Value!;

    private static Sql Unchanged(IfMatch ifMatch)
    {
        if (ifMatch.ToSql() is not { } versions)
            return Sql.Text("");

        return $" AND t.xmin = ANY ({versions}::xid[])";
    }

    private static Sql ListOf(CreateTodo todo)
    {
        if (todo.ListId is not { } list)
            return Sql.Text(todo.ParentId is null ? "u.inbox_id" : "p.list_id");

        return $"{list}";
    }

    private static Sql PartOf(CreateTodo todo) => Sql.Text(todo.ParentId is null ? "NULL" : "p.id");

    private static Sql Whole(Guid? parent)
    {
        if (parent is not { } id)
            return Sql.Text("");

        return $" JOIN todos p ON p.id = {id} AND p.owner_id = u.id AND p.deleted_at IS NULL AND p.parent_id IS NULL";
    }

    private static Sql InOwnList(Guid? list)
    {
        if (list is not { } id)
            return Sql.Text("");

        return $" AND EXISTS (SELECT FROM lists l WHERE l.id = {id} AND l.owner_id = u.id AND l.deleted_at IS NULL)";
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Rule(string? recurrence) => recurrence is null ? null : RecurrenceRule.Parse(recurrence).ToString();

    private static short From(string? recurrence, RecurrenceFrom from) => recurrence is null ? (short)0 : (short)from;

    internal static string[] Normalize(IReadOnlyList<string>? tags) =>
        tags is null ? [] : [.. tags.Select(TagName.Normalize).Distinct().Order(StringComparer.Ordinal)];
}

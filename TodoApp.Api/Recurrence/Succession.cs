using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Recurrence;

/// <summary>The occurrence that comes when another one is done.</summary>
/// <param name="Of">Which todo it comes after.</param>
/// <param name="DueOn">Its day.</param>
/// <param name="Rule">The rule it goes on with.</param>
/// <param name="From">What the one after it is counted from.</param>
/// <param name="Done">How many came before it.</param>
internal sealed record Successor(Guid Of, DateOnly DueOn, string Rule, RecurrenceFrom From, int Done);

/// <summary>
/// What recurs is followed by a new todo when it is done, in the statement that completes it: both are there or neither,
/// and of two that complete it at once only one completes an open todo and so makes a successor.
/// </summary>
internal sealed class Succession(DatabaseScope database, TimeProvider time)
{
    /// <summary>Follows a statement whose CTE <c>done</c> gives the todos that were completed.</summary>
    public const string Sql = Before + "@next_of, @next_on, @next_rule, @next_from, @next_done" + After;

    private const string Before = """
        , moved AS MATERIALIZED (
            SELECT d.*, s.due_on AS next_on, s.rule, s.rule_from, s.occurrences, uuid_v7(d.updated_at) AS next_id
            FROM done d
            JOIN unnest(
        """;

    private const string After = """
        ) AS s (id, due_on, rule, rule_from, occurrences)
              ON s.id = d.id
        ), successors AS (
            INSERT INTO todos (id, owner_id, list_id, title, notes, priority, tags, due_on, due_at, time_zone, recurrence,
                               recurrence_from, occurrences_done, position, created_at, updated_at, actor, turn)
            SELECT next_id, owner_id, list_id, title, notes, priority, tags, next_on, due_at, time_zone, rule,
                   rule_from, occurrences, position, updated_at, updated_at, actor, turn
            FROM moved
        ), parts AS (
            INSERT INTO todos (id, owner_id, list_id, parent_id, title, notes, priority, tags, due_on, due_at, time_zone,
                               position, created_at, updated_at, actor, turn)
            SELECT uuid_v7(m.updated_at), p.owner_id, p.list_id, m.next_id, p.title, p.notes, p.priority, p.tags,
                   least(p.due_on + (m.next_on - m.due_on), '9999-12-31'::date), p.due_at, p.time_zone,
                   p.position, m.updated_at, m.updated_at, m.actor, m.turn
            FROM moved m
            JOIN todos p ON p.parent_id = m.id AND p.owner_id = m.owner_id AND p.deleted_at IS NULL
        )
        """;

    /// <summary>The values for <see cref="Sql"/>.</summary>
    public static NpgsqlParameter[] Parameters(IReadOnlyCollection<Successor> successors) =>
    [
        new("next_of", successors.Select(s => s.Of).ToArray()),
        new("next_on", successors.Select(s => s.DueOn).ToArray()),
        new("next_rule", successors.Select(s => s.Rule).ToArray()),
        new("next_from", successors.Select(s => (short)s.From).ToArray()),
        new("next_done", successors.Select(s => s.Done).ToArray()),
    ];

    /// <summary>Lets an UPDATE of a todo <c>t</c> return it, and make the successor of one that it completes.</summary>
    public static Sql Add(Successor? successor, Sql completion) =>
        successor is null
            ? completion.Append($" RETURNING {TodoRow.Columns}")
            : $"""
                WITH done AS ({completion} RETURNING t.*, t.xmin){Persistence.Sql.Text(Before)}{new[] { successor.Of }}, {new[] { successor.DueOn }},
                    {new[] { successor.Rule }}, {new[] { (short)successor.From }}, {new[] { successor.Done }}{Persistence.Sql.Text(After)}
                SELECT {TodoRow.Columns} FROM done t
                """;

    /// <summary>What comes after a todo that a change completes; null when it was done before or does not go on.</summary>
    public async Task<Successor?> OfAsync(UserId owner, Todo current, ReplaceTodo changed, CancellationToken ct)
    {
        if (current.CompletedAt is not null || changed is not { Completed: true, Recurrence: { } text, DueOn: { } day })
            return null;

        var rule = RecurrenceRule.Parse(text).ToString();
        var done = rule == current.Recurrence ? current.OccurrencesDone : 0;
        var todo = new Occasion(current.Id, rule, changed.RecurrenceFrom, done, day, changed.TimeZone);
        return (await OfAsync(owner, [todo], ct)).SingleOrDefault();
    }

    /// <summary>What comes after open todos when all of them are completed; those that do not go on are left out.</summary>
    public async Task<List<Successor>> OfAsync(UserId owner, IReadOnlyCollection<Todo> todos, CancellationToken ct) =>
        await OfAsync(owner, [.. todos.Select(Occasion.Of).OfType<Occasion>()], ct);

    /// <summary>The day it is for somebody, in the zone of a todo's due time or else their own.</summary>
    public async Task<Func<string?, DateOnly>> TodayAsync(UserId owner, CancellationToken ct)
    {
        var own = (await database.QueryAsync($"SELECT time_zone FROM users WHERE id = {owner.Value}", row => row.GetString(0), ct)).SingleOrDefault();
        var now = time.GetUtcNow();
        return zone => DueInstant.DayOf(now, TimeZoneInfo.FindSystemTimeZoneById(zone ?? own ?? "UTC"));
    }

    private async Task<List<Successor>> OfAsync(UserId owner, IReadOnlyCollection<Occasion> occasions, CancellationToken ct)
    {
        var today = occasions.Any(o => o.From is RecurrenceFrom.Completion) ? await TodayAsync(owner, ct) : null;
        return [.. occasions.Select(o => o.Next(today)).OfType<Successor>()];
    }
}

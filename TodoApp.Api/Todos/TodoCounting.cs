using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Api.Recurrence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Counts what the views have, in one statement, each count over an index and up to where it stops being interesting.</summary>
internal sealed class TodoCounting(DatabasePool db, Succession succession)
{
    private const int Most = 1_000;

    /// <summary>Tags stand in the todos, so these are read: the first of them, in their order.</summary>
    private const int ReadForTags = 10_000;

    private sealed record Row(string Kind, string? Key, int Count);

    public async Task<TodoCounts> CountAsync(UserId owner, CancellationToken ct)
    {
        var today = (await succession.TodayAsync(owner, ct))(null);
        var tomorrow = today.AddDays(1);
        var rows = await db.QueryAsync($"""
            WITH open_ AS NOT MATERIALIZED (
                SELECT list_id, due_sort, tags, position, id FROM todos
                WHERE owner_id = {owner.Value} AND deleted_at IS NULL AND completed_at IS NULL
            )
            (SELECT 'overdue', NULL, count(*)::int
             FROM (SELECT FROM open_ WHERE due_sort < {today}::date LIMIT {Most}) o)
            UNION ALL
            (SELECT 'today', NULL, count(*)::int FROM (SELECT FROM open_ WHERE due_sort < {tomorrow}::date LIMIT {Most}) o)
            UNION ALL
            (SELECT 'upcoming', NULL, count(*)::int
             FROM (SELECT FROM open_ WHERE due_sort >= {tomorrow}::date AND due_sort < 'infinity' LIMIT {Most}) o)
            UNION ALL
            (SELECT CASE WHEN l.is_inbox THEN 'inbox' ELSE 'list' END, l.id::text, o.count::int
             FROM lists l, LATERAL (SELECT count(*) FROM (SELECT FROM open_ WHERE list_id = l.id LIMIT {Most}) x) o
             WHERE l.owner_id = {owner.Value} AND l.deleted_at IS NULL LIMIT {Limits.Lists})
            UNION ALL
            (SELECT 'tag', tag, least(count(*), {Most})::int
             FROM (SELECT tags FROM open_ ORDER BY position, id LIMIT {ReadForTags}) o, unnest(o.tags) AS tag
             GROUP BY tag LIMIT {Limits.Tags})
            LIMIT {3 + Limits.Lists + Limits.Tags}
            """, row => new Row(row.GetString(0), row.GetText(1), row.GetInt32(2)), ct);

        int Of(string kind) => rows.Where(r => r.Kind == kind).Sum(r => r.Count);
        return new(
            Of("overdue"), Of("today"), Of("upcoming"), Of("inbox"),
            rows.Where(r => r.Kind is "list" or "inbox").ToDictionary(r => Guid.Parse(r.Key!), r => r.Count),
            rows.Where(r => r.Kind is "tag").ToDictionary(r => r.Key!, r => r.Count));
    }
}

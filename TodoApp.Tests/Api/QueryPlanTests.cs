using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>
/// Reads of an account with 100,000 todos, explained as PostgreSQL plans a prepared statement: everything that can grow is
/// reached through an index.
/// </summary>
[Trait("Kind", "Api")]
public sealed partial class QueryPlanTests(ApiHost host) : ApiTest(host)
{
    private const int Todos = 100_000;
    private static readonly HashSet<string> s_growing = ["todos", "todo_words", "journal"];

    private static readonly string[] s_sorts =
        ["position", "due", "priority", "created", "updated", "title"];

    [Fact(Timeout = 300_000)]
    public async Task Every_list_search_and_journal_query_uses_an_index()
    {
        using var alice = await NewUser();
        await FillAsync(alice.Id);
        var first = (await alice.ListTodos("limit=1")).Items[0];
        using var trace = new SqlTrace();
        await using var data = NpgsqlDataSource.Create(Host.Postgres.OwnerConnection(Host.Database));

        var explained = 0;
        foreach (var path in Paths(alice, first.Id))
        {
            foreach (var sql in (await trace.Of(() => ReadAsync(alice, path))).Where(Grows))
            {
                var plan = await ExplainAsync(data, sql);
                explained++;
                Assert.True(ScansOf(plan).All(s => s.Node.Contains("Index", StringComparison.Ordinal)), $"{path}\n{sql}\n{plan}");
            }
        }

        Assert.True(explained >= 60, $"Only {explained} statements were explained.");
    }

    private static IEnumerable<string> Paths(TestUser user, Guid todo)
    {
        foreach (var sort in s_sorts)
        {
            foreach (var status in new[] { "open", "completed", "all", "trash" })
            {
                yield return $"{user.Todos}?sort={sort}&status={status}&limit=20";
                yield return $"{user.Todos}?sort=-{sort}&status={status}&limit=20";
            }
        }

        foreach (var query in new[]
        {
            "status=completed", "status=trash", "sort=completed&status=completed", "tag=tag3", "priority=high", "dueFrom=2026-01-01&dueTo=2026-12-31",
            $"list={Guid.NewGuid()}", "q=zeppelin", "q=zepelin", "q=call+dentist", "q=milk&sort=due", "q=%2B%2B", "q=milk&tag=tag3&status=all",
        })
            yield return $"{user.Todos}?{query}&limit=20";

        yield return $"{user.Todos}/{todo}";
        yield return $"{user.Todos}/{todo}/history";
        yield return $"{user.Todos}/counts";
        yield return user.Lists;
        yield return user.Tags;
        yield return $"/api/v1/{user.Id}/changes?since=99990";
    }

    /// <summary>Reads a page, and the one behind it.</summary>
    private static async Task ReadAsync(TestUser user, string path)
    {
        var page = await user.Get<JsonElement>(path);
        if (page.ValueKind is JsonValueKind.Object && page.TryGetProperty("nextCursor", out var cursor) && cursor.ValueKind is JsonValueKind.String)
            await user.Get<JsonElement>($"{path}{(path.Contains('?') ? '&' : '?')}{(path.Contains("/history", StringComparison.Ordinal) ? "before" : "cursor")}={cursor}");
    }

    private static bool Grows(string sql) => s_growing.Any(t => Regex.IsMatch(sql, $@"\b(FROM|JOIN) ""?{t}""?\b"));

    private async Task FillAsync(Guid owner)
    {
        var seed = $"""
            SET session_replication_role = replica;
            INSERT INTO todos (id, owner_id, list_id, title, completed_at, deleted_at, priority, tags, due_on, position, created_at, updated_at, actor, turn)
            SELECT gen_random_uuid(), u.id, u.inbox_id,
                   CASE WHEN n = 77777 THEN 'zeppelin' ELSE (ARRAY['call', 'buy', 'read', 'water'])[1 + n % 4] || ' ' || (ARRAY['dentist', 'milk', 'book'])[1 + n % 3] || n END,
                   CASE WHEN n % 5 = 0 THEN now() - n * interval '1 s' END, CASE WHEN n % 7 = 0 THEN now() - n * interval '1 s' END,
                   n % 4, CASE WHEN n % 3 = 0 THEN ARRAY['tag' || n % 10] ELSE ARRAY[]::text[] END, CASE WHEN n % 2 = 0 THEN current_date + n % 60 END,
                   'T' || lpad(n::text, 9, '0') || 'V', now() - n * interval '1 s', now() - n * interval '1 s', 'user', u.id
            FROM users u, generate_series(1, CASE WHEN u.id = '{owner}' THEN {Todos} ELSE 200 END) n;
            INSERT INTO todo_words (todo_id, owner_id, title, words) SELECT id, owner_id, fold(title), words_of(owner_id, title) FROM todos;
            INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at, after)
            SELECT owner_id, 'todo', id, 'created', actor, turn, created_at, todo_members(t) FROM todos t;
            SET session_replication_role = DEFAULT;
            ANALYZE;
            """;
        // Others, so that an account is a part of the whole, as it is anywhere but in a test.
        for (var i = 0; i < 20; i++)
            (await NewUser()).Dispose();
        await Host.Postgres.ExecuteAsync(seed, Host.Database);
    }

    private static async Task<JsonElement> ExplainAsync(NpgsqlDataSource data, string text)
    {
        // EF Core names its parameters; PREPARE knows numbers only.
        var names = Named().Matches(text).Select(m => m.Value).Distinct().ToList();
        var sql = Named().Replace(text, m => string.Create(CultureInfo.InvariantCulture, $"${names.IndexOf(m.Value) + 1}"));
        var parameters = Parameter().Matches(sql).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        await using var connection = await data.OpenConnectionAsync();
        await using (var prepare = new NpgsqlCommand($"SET plan_cache_mode = force_generic_plan; PREPARE statement AS {sql}", connection))
            await prepare.ExecuteNonQueryAsync();
        var values = parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", parameters))})";
        await using var explain = new NpgsqlCommand($"EXPLAIN (FORMAT JSON) EXECUTE statement{values}", connection);
        var plan = (string)(await explain.ExecuteScalarAsync())!;
        await using (var forget = new NpgsqlCommand("DEALLOCATE statement", connection))
            await forget.ExecuteNonQueryAsync();
        using var json = JsonDocument.Parse(plan);
        return json.RootElement[0].GetProperty("Plan").Clone();
    }

    /// <summary>How each table that grows is read: the kind of node, and what it reads.</summary>
    private static IEnumerable<(string Node, string Table)> ScansOf(JsonElement plan)
    {
        if (plan.TryGetProperty("Relation Name", out var table) && s_growing.Contains(table.GetString()!))
        {
            var node = plan.GetProperty("Node Type").GetString()!;
            // A bitmap heap scan reads what bitmap index scans below it have found.
            yield return (node is "Bitmap Heap Scan" ? "Bitmap Index" : node, table.GetString()!);
        }

        if (!plan.TryGetProperty("Plans", out var plans))
            yield break;
        foreach (var scan in plans.EnumerateArray().SelectMany(ScansOf))
            yield return scan;
    }

    [GeneratedRegex(@"@[A-Za-z_]\w*")]
    private static partial Regex Named();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}

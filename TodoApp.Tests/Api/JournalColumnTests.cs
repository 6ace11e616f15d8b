using Npgsql;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>The journal's trigger for todos names the columns it compares; none may be missing.</summary>
[Trait("Kind", "Api")]
public sealed class JournalColumnTests(ApiHost host) : ApiTest(host)
{
    private static readonly HashSet<string> s_bookkeeping = ["id", "owner_id", "updated_at", "actor", "turn", "due_sort"];

    private static readonly Dictionary<string, string> s_changes = new()
    {
        ["list_id"] = "list_id = (SELECT id FROM lists WHERE owner_id = $1 AND NOT is_inbox)",
        ["parent_id"] = "parent_id = (SELECT id FROM todos WHERE owner_id = $1 AND id <> $2)",
        ["title"] = "title = 'Changed'",
        ["notes"] = "notes = 'Changed'",
        ["completed_at"] = "completed_at = now()",
        ["priority"] = "priority = 3",
        ["tags"] = "tags = '{changed}'",
        ["due_on"] = "due_on = '2030-01-01'",
        ["due_at"] = "due_on = '2030-01-01', due_at = '12:00', time_zone = 'UTC'",
        ["time_zone"] = "due_on = '2030-01-01', due_at = '12:00', time_zone = 'Asia/Tokyo'",
        ["position"] = "position = 'changed'",
        ["created_at"] = "created_at = '2001-01-01Z'",
        ["deleted_at"] = "deleted_at = now()",
        ["recurrence"] = "due_on = '2030-01-01', recurrence = 'FREQ=DAILY'",
        ["recurrence_from"] = "due_on = '2030-01-01', recurrence = 'FREQ=DAILY', recurrence_from = 1",
        ["occurrences_done"] = "due_on = '2030-01-01', recurrence = 'FREQ=DAILY', occurrences_done = 7",
    };

    [Fact]
    public async Task A_change_of_any_column_of_a_todo_is_in_the_journal()
    {
        await using var data = NpgsqlDataSource.Create(Host.Postgres.OwnerConnection(Host.Database));
        var columns = new List<string>();
        await using (var reader = await data.CreateCommand("SELECT column_name::text FROM information_schema.columns WHERE table_name = 'todos'").ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
                columns.Add(reader.GetString(0));
        }

        Assert.Equal(columns.Except(s_bookkeeping).Order(), s_changes.Keys.Order());
        foreach (var (column, change) in s_changes)
            Assert.True(await IsJournaled(data, column, change), $"A change of {column} is not in the journal.");
    }

    [Fact]
    public async Task A_write_that_changes_nothing_is_not()
    {
        await using var data = NpgsqlDataSource.Create(Host.Postgres.OwnerConnection(Host.Database));

        Assert.False(await IsJournaled(data, "title", "title = title, updated_at = now()"));
    }

    private async Task<bool> IsJournaled(NpgsqlDataSource data, string column, string change)
    {
        using var alice = await NewUser();
        await alice.CreateTodo("Another");
        await alice.CreateList("Another");
        var todo = await alice.CreateTodo(new CreateTodo("Something"));
        await using (var update = data.CreateCommand($"UPDATE todos SET {change} WHERE id = $2 AND owner_id = $1"))
        {
            update.Parameters.AddWithValue(alice.Id);
            update.Parameters.AddWithValue(todo.Id);
            Assert.Equal(1, await update.ExecuteNonQueryAsync(Ct));
        }

        await using var find = data.CreateCommand("SELECT after FROM journal WHERE entity_id = $1 AND kind <> 'created' AND after ? $2 AND before ? $2");
        find.Parameters.AddWithValue(todo.Id);
        find.Parameters.AddWithValue(column);
        return await find.ExecuteScalarAsync(Ct) is not null;
    }
}

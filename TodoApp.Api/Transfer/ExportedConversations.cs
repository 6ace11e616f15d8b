using System.Runtime.CompilerServices;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Transfer;

/// <summary>Reads conversations for an export, one at a time: each is bounded, all of them together are much.</summary>
internal sealed class ExportedConversations(TodoDbContext db)
{
    private const int RowsAtOnce = 500;

    private sealed record Row(Guid Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, ExportedMessage Message);

    /// <summary>All of them, oldest first, in the snapshot of the transaction that is open.</summary>
    public async IAsyncEnumerable<ExportedConversation> ReadAsync(UserId owner, [EnumeratorCancellation] CancellationToken ct)
    {
        var gathered = new List<Row>();
        await foreach (var row in RowsAsync(owner, ct))
        {
            if (gathered.Count > 0 && gathered[0].Id != row.Id)
            {
                yield return Of(gathered);
                gathered = [];
            }

            gathered.Add(row);
        }

        if (gathered.Count > 0)
            yield return Of(gathered);
    }

    private async IAsyncEnumerable<Row> RowsAsync(UserId owner, [EnumeratorCancellation] CancellationToken ct)
    {
        await db.QueryAsync($"""
            DECLARE said NO SCROLL CURSOR FOR
            SELECT c.id, c.title, c.created_at, c.updated_at, m.role, m.text, m.created_at
            FROM conversations c JOIN messages m ON m.conversation_id = c.id
            WHERE c.owner_id = {owner.Value} ORDER BY c.created_at, c.id, m.seq
            """, row => 0, ct);
        for (var count = RowsAtOnce; count == RowsAtOnce;)
        {
            var rows = await db.QueryAsync(Sql.Text($"FETCH {RowsAtOnce} FROM said"), Read, ct);
            foreach (var row in rows)
                yield return row;
            count = rows.Count;
        }
    }

    private static Row Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), At(row, 2), At(row, 3), new((ChatRole)row.GetInt16(4), row.GetString(5), At(row, 6)));

    private static ExportedConversation Of(List<Row> rows) =>
        new(rows[0].Title, rows[0].CreatedAt, rows[0].UpdatedAt, [.. rows.Select(r => r.Message)]);

    private static DateTimeOffset At(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}

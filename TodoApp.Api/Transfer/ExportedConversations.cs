using System.Runtime.CompilerServices;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Transfer;

/// <summary>Reads conversations for an export, one at a time: each is bounded, all of them together are much.</summary>
internal sealed class ExportedConversations(TodoDbContext db)
{
    private sealed record Row(Guid Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

    /// <summary>All of them, oldest first, in the snapshot of the transaction that is open.</summary>
    public async IAsyncEnumerable<ExportedConversation> ReadAsync(UserId owner, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = await db.QueryAsync($"""
            SELECT id, title, created_at, updated_at FROM conversations
            WHERE owner_id = {owner.Value} ORDER BY created_at, id{Sql.Limit(Limits.Conversations)}
            """, row => new Row(row.GetGuid(0), row.GetString(1), At(row, 2), At(row, 3)), ct);
        foreach (var row in rows)
            yield return new(row.Title, row.CreatedAt, row.UpdatedAt, await MessagesAsync(owner, row.Id, ct));
    }

    private Task<List<ExportedMessage>> MessagesAsync(UserId owner, Guid conversation, CancellationToken ct) =>
        db.QueryAsync($"""
            SELECT role, text, created_at FROM messages
            WHERE conversation_id = {conversation} AND owner_id = {owner.Value} ORDER BY seq{Sql.Limit(Limits.ConversationMessages)}
            """, row => new ExportedMessage((ChatRole)row.GetInt16(0), row.GetString(1), At(row, 2)), ct);

    private static DateTimeOffset At(Npgsql.NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}

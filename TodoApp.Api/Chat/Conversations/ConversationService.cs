using System.Globalization;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>Lists, reads, renames and deletes conversations.</summary>
internal sealed class ConversationService(TodoDbContext db, TimeProvider time)
{
    /// <summary>Lists one page, what was last spoken in first.</summary>
    public async Task<Outcome<Page<ConversationItem>>> ListAsync(UserId owner, string? cursor, int limit, CancellationToken ct)
    {
        Sql query = $"SELECT c.id, c.title, c.created_at, c.updated_at FROM conversations c WHERE c.owner_id = {owner.Value}";
        if (cursor is not null)
        {
            if (ConversationCursor.Read(cursor) is not { } behind)
                return Failure.InvalidCursor;
            query.Append($" AND (c.updated_at, c.id) < ({behind.UpdatedAt}, {behind.Id})");
        }

        var rows = await db.QueryAsync(query.Append($" ORDER BY c.updated_at DESC, c.id DESC{Sql.Limit(limit + 1)}"), Item, ct);
        return rows.Count <= limit
            ? new Page<ConversationItem>(rows, null)
            : new Page<ConversationItem>(rows[..limit], new ConversationCursor(rows[limit - 1].UpdatedAt, rows[limit - 1].Id).Write());
    }

    /// <summary>Finds one.</summary>
    public async Task<Outcome<ConversationItem>> FindAsync(UserId owner, Guid id, CancellationToken ct) =>
        Found(await db.QueryAsync(
            $"SELECT c.id, c.title, c.created_at, c.updated_at FROM conversations c WHERE c.id = {id} AND c.owner_id = {owner.Value} LIMIT 1", Item, ct));

    /// <summary>Calls one something else.</summary>
    public async Task<Outcome<ConversationItem>> RenameAsync(UserId owner, Guid id, string title, CancellationToken ct) =>
        Found(await db.QueryAsync($"""
            UPDATE conversations c SET title = {title.Trim()} WHERE c.id = {id} AND c.owner_id = {owner.Value}
            RETURNING c.id, c.title, c.created_at, c.updated_at
            """, Item, ct));

    /// <summary>Deletes one with all that was said in it, for good; not while an answer is being made in it.</summary>
    public async Task<Outcome<Done>> DeleteAsync(UserId owner, Guid id, CancellationToken ct)
    {
        var gone = await db.QueryAsync($"""
            DELETE FROM conversations WHERE id = {id} AND owner_id = {owner.Value}
              AND (busy_until IS NULL OR busy_until <= {time.GetDatabaseNow()})
            RETURNING id
            """, row => row.GetGuid(0), ct);
        if (gone.Count > 0)
            return default(Done);

        return (await FindAsync(owner, id, ct)).Failure
            ?? new Failure(ProblemCodes.Conflict, "An answer is being made in this conversation. Wait for it.") { RetryAfter = TimeSpan.FromSeconds(2) };
    }

    /// <summary>Gets one page of what was said, newest first.</summary>
    public async Task<Outcome<Page<ChatMessage>>> MessagesAsync(
        UserId owner, bool person, Guid id, string? cursor, int limit, CancellationToken ct)
    {
        var before = int.MaxValue;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Failure.InvalidCursor;
        if ((await FindAsync(owner, id, ct)).Failure is { } failure)
            return failure;

        var rows = await ReadAsync(owner, person, id, before, limit + 1, ct);
        return rows.Count <= limit
            ? new Page<ChatMessage>([.. rows.Select(r => r.Message)], null)
            : new Page<ChatMessage>(
                [.. rows.Take(limit).Select(r => r.Message)], rows[limit - 1].Seq.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Gets one with all that was said in it, oldest first; what waits for consent is for this conversation, not for a file.</summary>
    public async Task<Outcome<ConversationExport>> ExportAsync(UserId owner, Guid id, CancellationToken ct)
    {
        var found = await FindAsync(owner, id, ct);
        if (found.Failure is { } failure)
            return failure;

        var rows = await ReadAsync(owner, person: false, id, int.MaxValue, Limits.ConversationMessages, ct);
        rows.Reverse();
        return new ConversationExport(found.Value, [.. rows.Select(r => r.Message with { Consent = null })]);
    }

    /// <summary>Gets an answer as it was given, or as far as it is.</summary>
    public async Task<ChatAnswer> AnswerAsync(UserId owner, bool person, Guid id, CancellationToken ct)
    {
        var now = time.GetDatabaseNow();
        var (message, _, conversation) = (await db.QueryAsync($"""
            SELECT {MessageRow.Columns(now)} FROM messages m JOIN conversations c ON c.id = m.conversation_id
            WHERE m.id = {id} AND m.owner_id = {owner.Value} LIMIT 1
            """, MessageRow.Reader(now, person), ct)).Single();
        return new(conversation, message.Id, message.Text, message.Tools, message.Turn, message.Consent, message.Stopped);
    }

    private async Task<List<(ChatMessage Message, int Seq, Guid Conversation)>> ReadAsync(
        UserId owner, bool person, Guid id, int before, int limit, CancellationToken ct)
    {
        var now = time.GetDatabaseNow();
        return await db.QueryAsync($"""
            SELECT {MessageRow.Columns(now)} FROM messages m JOIN conversations c ON c.id = m.conversation_id
            WHERE m.conversation_id = {id} AND m.owner_id = {owner.Value} AND m.seq < {before} ORDER BY m.seq DESC{Sql.Limit(limit)}
            """, MessageRow.Reader(now, person), ct);
    }

    private static ConversationItem Item(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3));

    private static Outcome<ConversationItem> Found(List<ConversationItem> rows) =>
        rows is [var found] ? found : Failure.NotFound("conversation");
}

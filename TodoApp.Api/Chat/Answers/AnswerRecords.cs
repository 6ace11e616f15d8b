using System.Text.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Chat.Answers;

/// <summary>Keeps answers while they are made. Only whoever began an answer, and is still in time, can write to it.</summary>
internal sealed class AnswerRecords(DatabaseScope db, TimeProvider time, IOptions<ChatOptions> options)
{
    /// <summary>Writes down how far an answer is.</summary>
    public Task SaveAsync(UserId owner, Answer answer, CancellationToken ct) => db.QueryAsync($"""
        UPDATE messages m SET text = {answer.Text}, steps = {StepsOf(answer)}::jsonb
        FROM conversations c
        WHERE m.id = {answer.Id} AND m.owner_id = {owner.Value} AND c.id = m.conversation_id AND c.busy_with = m.id
        """, row => 0, ct);

    /// <summary>Writes down how an answer ended, and lets the next one begin.</summary>
    /// <returns>The turn, if anything was written in it.</returns>
    public async Task<Guid?> EndAsync(UserId owner, Answer answer, CancellationToken ct)
    {
        var consent = answer.Consent is null ? null : JsonSerializer.Serialize(answer.Consent, AnswerJson.Default.PendingConsent);
        return (await db.QueryAsync($"""
            WITH ended AS (
                UPDATE conversations SET busy_until = NULL, busy_with = NULL, updated_at = {time.GetDatabaseNow()}
                WHERE id = {answer.Conversation} AND owner_id = {owner.Value} AND busy_with = {answer.Id} RETURNING id
            ), kept AS (
                UPDATE messages SET text = {answer.Text}, steps = {StepsOf(answer)}::jsonb, consent = {consent}::jsonb, stopped = {answer.Stopped}
                WHERE id = {answer.Id} AND owner_id = {owner.Value} AND conversation_id IN (SELECT id FROM ended)
            )
            SELECT EXISTS (SELECT FROM journal WHERE turn = {answer.Turn} AND owner_id = {owner.Value})
            """, row => row.GetBoolean(0), ct))[0] ? answer.Turn : null;
    }

    /// <summary>Adds to what the account used today.</summary>
    /// <returns>All of today.</returns>
    public async Task<long> SpendAsync(UserId owner, long tokens, CancellationToken ct) =>
        (await db.QueryAsync($"""
            INSERT INTO chat_spend AS s (owner_id, day, tokens)
            VALUES ({owner.Value}, {DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)}, {tokens})
            ON CONFLICT (owner_id, day) DO UPDATE SET tokens = s.tokens + excluded.tokens RETURNING tokens
            """, row => row.GetInt64(0), ct))[0];

    private string StepsOf(Answer answer) => JsonSerializer.Serialize(
        answer.Steps.ConvertAll(s => s with { Calls = s.Calls.ConvertAll(Kept) }), AnswerJson.Default.ListAnswerStep);

    /// <summary>What was cut already, and says so, is a little longer than the bound.</summary>
    private AnswerCall Kept(AnswerCall call) => call.Result?.Length > options.Value.KeptLength + 100
        ? call with { Result = CleanText.Beginning(call.Result, options.Value.KeptLength) }
        : call;
}

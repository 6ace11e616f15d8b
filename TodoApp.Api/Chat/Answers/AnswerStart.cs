using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>An answer that has begun, or one that was given to the same request before.</summary>
internal readonly record struct Begun(Answer? Answer, Guid Conversation, Guid Message);

/// <summary>
/// Begins answers: one at a time in a conversation, so many for an account, and none when its day is used up. What is
/// begun stands in the database with its turn before anything is done, so a process that dies leaves no riddle.
/// </summary>
internal sealed class AnswerStart(TodoDbContext db, TimeProvider time, IOptions<ChatOptions> options)
{
    /// <summary>Time to write down what was done, after the time for an answer is over.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);

    private static readonly Failure s_busy = new(
        ProblemCodes.Conflict, "An answer is being made in this conversation. Wait for it.")
    { RetryAfter = TimeSpan.FromSeconds(2) };

    /// <summary>Keeps what was said and begins the answer to it, in a new conversation or an old one.</summary>
    public async Task<Outcome<Begun>> BeginAsync(UserId owner, ChatRequest request, string? key, CancellationToken ct)
    {
        var now = time.GetDatabaseNow();
        var hash = key is null ? null : HashOf(request);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var spent = await LockSpendAsync(owner, now, ct);
        if (key is not null && await FindRequestAsync(owner, key, hash!, ct) is { } first)
            return first;
        if (spent >= options.Value.TokensPerDay && options.Value.UsesOpenAI)
            return new Failure(ProblemCodes.RateLimited, Stop.Sentence(Stop.Spend)) { RetryAfter = now.Date.AddDays(1) - now.UtcDateTime };

        var answer = new Answer(request.ConversationId ?? Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var seq = request.ConversationId is null
            ? await CreateAsync(owner, answer, request.Message, now, ct)
            : await ClaimAsync(owner, answer, now, ct);
        if ((seq.Failure ?? await CrowdAsync(owner, now, ct)) is { } failure)
            return failure;

        // A question that was not answered is not waited for any longer.
        await db.QueryAsync($"""
            WITH dropped AS (
                UPDATE messages SET consent = NULL
                WHERE conversation_id = {answer.Conversation} AND owner_id = {owner.Value} AND consent IS NOT NULL
            )
            INSERT INTO messages (id, conversation_id, owner_id, seq, role, text, turn, stopped, request_key, request_hash, created_at)
            VALUES ({Guid.CreateVersion7()}, {answer.Conversation}, {owner.Value}, {seq.Value - 1}, 0, {request.Message}, NULL, NULL, {key}, {hash}, {now}),
                   ({answer.Id}, {answer.Conversation}, {owner.Value}, {seq.Value}, 1, '', {answer.Turn}, {Stop.Running}, NULL, NULL, {now})
            """, row => 0, ct);
        await transaction.CommitAsync(ct);
        return new Begun(answer, answer.Conversation, answer.Id);
    }

    /// <summary>Takes the question that an answer waits with, so that it can be decided once, and goes on with the answer.</summary>
    public async Task<Outcome<(Answer Answer, PendingConsent Consent)>> ResumeAsync(
        UserId owner, Guid conversation, Guid consent, string token, CancellationToken ct)
    {
        var now = time.GetDatabaseNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockSpendAsync(owner, now, ct);
        var waiting = await db.QueryAsync($"""
            UPDATE conversations c SET busy_until = {Until(now)}, busy_with = m.id, updated_at = {now}
            FROM messages m
            WHERE c.id = {conversation} AND c.owner_id = {owner.Value} AND (c.busy_until IS NULL OR c.busy_until <= {now})
              AND m.conversation_id = c.id AND m.owner_id = c.owner_id AND m.consent ->> 'id' = {consent.ToString()}
            RETURNING m.id, m.turn, m.text, m.steps, m.consent
            """, row => (
                Answer: Answer.Resumed(conversation, row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)),
                Consent: JsonSerializer.Deserialize(row.GetString(4), AnswerJson.Default.PendingConsent)!), ct);
        if (waiting is not [var found])
            return await WhyNotAsync(owner, conversation, now, ct) is { Code: ProblemCodes.Conflict } busy ? busy : Failure.NotFound("question that waits");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(found.Consent.Token)))
            return Failure.Invalid("token", "This is not the token that came with the question.");
        if (found.Consent.ExpiresAt <= now)
            return new Failure(ProblemCodes.Conflict, "It is too late to decide this. Ask the assistant again.");
        if (await CrowdAsync(owner, now, ct) is { } crowd)
            return crowd;

        await db.QueryAsync($"""
            UPDATE messages SET consent = NULL, stopped = {Stop.Running} WHERE id = {found.Answer.Id} AND owner_id = {owner.Value}
            """, row => 0, ct);
        await transaction.CommitAsync(ct);
        return found;
    }

    private DateTimeOffset Until(DateTimeOffset now) => now + options.Value.Time + s_grace;

    /// <summary>What the account spent today; nothing when there is no such account. Until the transaction ends, nobody else begins an answer for it.</summary>
    private async Task<long> LockSpendAsync(UserId owner, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync($"""
            INSERT INTO chat_spend AS s (owner_id, day, tokens)
            SELECT u.id, {DateOnly.FromDateTime(now.UtcDateTime)}, 0 FROM users u WHERE u.id = {owner.Value}
            ON CONFLICT (owner_id, day) DO UPDATE SET tokens = s.tokens RETURNING tokens
            """, row => row.GetInt64(0), ct)).FirstOrDefault();

    private async Task<Outcome<Begun>?> FindRequestAsync(UserId owner, string key, string hash, CancellationToken ct)
    {
        var found = await db.QueryAsync($"""
            SELECT m.request_hash, a.id, a.conversation_id, a.stopped
            FROM messages m JOIN messages a ON a.conversation_id = m.conversation_id AND a.seq = m.seq + 1
            WHERE m.owner_id = {owner.Value} AND m.request_key = {key} LIMIT 1
            """, row => (Hash: row.GetString(0), Id: row.GetGuid(1), Conversation: row.GetGuid(2), Stopped: row.IsDBNull(3) ? null : row.GetString(3)), ct);
        if (found is not [var first])
            return null;
        if (first.Hash != hash)
            return new Failure(ProblemCodes.IdempotencyKeyReused, "This Idempotency-Key went with another request. Use a new one.");
        return first.Stopped is Stop.Running
            && await WhyNotAsync(owner, first.Conversation, time.GetDatabaseNow(), ct) is { Code: ProblemCodes.Conflict } busy
            ? busy
            : new Begun(null, first.Conversation, first.Id);
    }

    private async Task<Outcome<int>> CreateAsync(UserId owner, Answer answer, string said, DateTimeOffset now, CancellationToken ct) =>
        await db.QueryAsync($"""
            INSERT INTO conversations (id, owner_id, title, messages, busy_until, busy_with, created_at, updated_at)
            SELECT {answer.Conversation}, {owner.Value}, {CleanText.Line(said, 80)}, 2, {Until(now)}, {answer.Id}, {now}, {now}
            WHERE (SELECT count(*) FROM conversations WHERE owner_id = {owner.Value}) < {Limits.Conversations}
            RETURNING messages
            """, row => row.GetInt32(0), ct) is [var seq]
            ? seq
            : new Failure(ProblemCodes.TooMany, $"An account can have {Limits.Conversations} conversations. Delete some first.");

    private async Task<Outcome<int>> ClaimAsync(UserId owner, Answer answer, DateTimeOffset now, CancellationToken ct)
    {
        var claimed = await db.QueryAsync($"""
            UPDATE conversations SET busy_until = {Until(now)}, busy_with = {answer.Id}, updated_at = {now}, messages = messages + 2
            WHERE id = {answer.Conversation} AND owner_id = {owner.Value} AND (busy_until IS NULL OR busy_until <= {now})
              AND messages + 2 <= {Limits.ConversationMessages}
            RETURNING messages
            """, row => row.GetInt32(0), ct);
        return claimed is [var seq]
            ? seq
            : await WhyNotAsync(owner, answer.Conversation, now, ct)
                ?? new Failure(ProblemCodes.TooMany, $"A conversation can have {Limits.ConversationMessages} messages. Start a new one.");
    }

    private async Task<Failure?> WhyNotAsync(UserId owner, Guid conversation, DateTimeOffset now, CancellationToken ct) =>
        await db.QueryAsync($"SELECT busy_until > {now} FROM conversations WHERE id = {conversation} AND owner_id = {owner.Value} LIMIT 1",
            row => !row.IsDBNull(0) && row.GetBoolean(0), ct) is not [var busy] ? Failure.NotFound("conversation") : busy ? s_busy : null;

    private async Task<Failure?> CrowdAsync(UserId owner, DateTimeOffset now, CancellationToken ct)
    {
        var busy = await db.QueryAsync(
            $"SELECT count(*) FROM conversations WHERE owner_id = {owner.Value} AND busy_until > {now}", row => row.GetInt64(0), ct);
        return busy[0] <= options.Value.Concurrent
            ? null
            : new Failure(ProblemCodes.RateLimited, $"{options.Value.Concurrent} answers are being made for this account already.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
    }

    private static string HashOf(ChatRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.ConversationId}\n{request.Message}")));
}

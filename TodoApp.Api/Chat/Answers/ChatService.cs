using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Conversations;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>Makes an answer, telling of it on the way, once it has begun.</summary>
internal delegate Task<ChatAnswer> AnswerMaking(ChatSink sink, CancellationToken ct);

/// <summary>An answer that can be made now.</summary>
/// <param name="Turn">Of what it will write; null for one that was given before.</param>
/// <param name="Make">Makes it.</param>
internal sealed record PreparedAnswer(Guid? Turn, AnswerMaking Make);

/// <summary>Answers what is said to the assistant, and goes on when a person has decided something.</summary>
internal sealed class ChatService(
    AnswerStart start, AnswerRecords records, ConversationContext context, ConversationService conversations, AgentLoop loop,
    ToolCalls calls, ToolSessions sessions, IChatModel model, DatabaseReader db, IServiceScopeFactory scopes, TimeProvider time,
    IHostApplicationLifetime lifetime, ChatTelemetry telemetry, IOptions<ChatOptions> options)
{
    private static readonly TimeSpan s_toWriteDown = TimeSpan.FromSeconds(15);

    /// <summary>What an answer may still take once the process is to stop; the rest of what that may take is for writing it down.</summary>
    private static readonly TimeSpan s_whenLeaving = TimeSpan.FromSeconds(12);

    /// <summary>Begins an answer to what was said, or finds the one that was given to the same request before.</summary>
    public async Task<Outcome<PreparedAnswer>> AnswerAsync(Asker asker, ChatRequest request, string? key, CancellationToken ct)
    {
        var begun = await start.BeginAsync(asker.Owner, request, key, ct);
        if (begun.Failure is { } failure)
            return failure;

        return begun.Value.Answer is { } answer
            ? new PreparedAnswer(answer.Turn, (sink, end) => MakeAsync(asker, answer, null, sink, end))
            : new PreparedAnswer(null, (_, end) => conversations.AnswerAsync(asker.Owner, asker.IsPerson, begun.Value.Message, end));
    }

    /// <summary>Takes what a person decided, and goes on with the answer that waited for it.</summary>
    public async Task<Outcome<PreparedAnswer>> DecideAsync(
        Asker asker, Guid conversation, Guid consent, ConsentDecision decision, CancellationToken ct)
    {
        var resumed = await start.ResumeAsync(asker.Owner, conversation, consent, decision.Token, ct);
        if (resumed.Failure is { } failure)
            return failure;

        var (answer, asked) = resumed.Value;
        return new PreparedAnswer(answer.Turn, (sink, end) => MakeAsync(asker, answer, (asked, decision.Approve), sink, end));
    }

    private async Task<ChatAnswer> MakeAsync(
        Asker asker, Answer answer, (PendingConsent Consent, bool Approved)? decided, ChatSink sink, CancellationToken client)
    {
        using var limit = new CancellationTokenSource(options.Value.Time, time);
        using var leaving = lifetime.ApplicationStopping.Register(() => limit.CancelAfter(s_whenLeaving));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, limit.Token);
        string? why = null;
        answer.Stopped = Stop.Interrupted;
        try
        {
            await sink(ChatEvents.Started, new ChatStarted(answer.Conversation, answer.Id), CancellationToken.None);
            await using var scope = scopes.CreateAsyncScope();
            var caller = new Caller(asker.Owner, $"agent:{model.Name}", answer.Turn);
            await using var session = await sessions.OpenAsync(caller, asker.Scopes, answer.Conversation, scope.ServiceProvider, either.Token);
            var run = new AnswerRun(asker, answer, sink, options.Value, client, limit.Token, either.Token)
            {
                Before = await context.ReadAsync(asker.Owner, answer, either.Token),
                Setting = await SettingAsync(asker.Owner, either.Token),
                Session = session,
                Tools = await session.ListAsync(either.Token),
            };
            if (decided is { } decision)
                await calls.DecideAsync(run, decision.Consent, decision.Approved);
            answer.Stopped = await loop.RunAsync(run);
            why = run.Why;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            answer.Stopped = client.IsCancellationRequested ? Stop.Interrupted : Stop.Time;
        }
        catch
        {
            await EndAsync(asker, answer, why, sink);
            throw;
        }

        return await EndAsync(asker, answer, why, sink);
    }

    /// <summary>Says why it stopped, if it did, and writes down how it ended, also when nobody listens any more.</summary>
    private async Task<ChatAnswer> EndAsync(Asker asker, Answer answer, string? why, ChatSink sink)
    {
        answer.CloseCalls();
        // The sentence of an answer that was cut off is added when it is read: nobody writes it for a process that died.
        if (answer.Stopped is not (null or Stop.Interrupted))
        {
            var sentence = (answer.Length > 0 ? "\n\n" : "") + (why ?? Stop.Sentence(answer.Stopped));
            answer.Append(sentence);
            await sink(ChatEvents.Text, new ChatDelta(sentence), CancellationToken.None);
        }

        using var deadline = new CancellationTokenSource(s_toWriteDown);
        var turn = await records.EndAsync(asker.Owner, answer, deadline.Token);
        telemetry.Answered(answer.Stopped);
        return new(
            answer.Conversation, answer.Id, answer.Text, answer.Uses(), turn, answer.Consent?.ToCard(asker.IsPerson), answer.Stopped);
    }

    private async Task<ModelSetting> SettingAsync(UserId owner, CancellationToken ct)
    {
        var (zone, locale) = (await db.QueryAsync(
            $"SELECT time_zone, locale FROM users WHERE id = {owner.Value} LIMIT 1", row => (row.GetString(0), row.GetString(1)), ct))
            .DefaultIfEmpty(("UTC", "en")).First();
        return new(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)), zone, locale);
    }
}

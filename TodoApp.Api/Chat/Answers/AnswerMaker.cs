using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;
using TodoApp.Api.Persistence;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>What a person decided of what an answer waited for.</summary>
internal sealed record Decision(PendingConsent Consent, bool Approved);

/// <summary>Makes an answer that has begun: gets the model and the tools together, lets them work, and writes down how it ended.</summary>
internal sealed class AnswerMaker(
    AnswerRecords records, ConversationContext context, AgentLoop loop, ToolCalls calls, ToolSessions sessions, IChatModel model,
    DatabasePool db, IServiceScopeFactory scopes, TimeProvider time, IHostApplicationLifetime lifetime, ChatTelemetry telemetry,
    IOptions<ChatOptions> options)
{
    private static readonly TimeSpan s_toWriteDown = TimeSpan.FromSeconds(15);

    /// <summary>What an answer may still take once the process is to stop; the rest of what that may take is for writing it down.</summary>
    private static readonly TimeSpan s_whenLeaving = TimeSpan.FromSeconds(12);

    public async Task<ChatAnswer> MakeAsync(Asker asker, Answer answer, Decision? decided, ChatSink sink, CancellationToken client)
    {
        using var limit = new CancellationTokenSource(options.Value.Time, time);
        using var leaving = lifetime.ApplicationStopping.Register(() => limit.CancelAfter(s_whenLeaving));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, limit.Token);
        string? why = null;
        answer.Stopped = Stop.Interrupted;
        try
        {
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

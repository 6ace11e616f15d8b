using TodoApp.Api.Chat.Conversations;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>Makes an answer, telling of it on the way, once it has begun.</summary>
internal delegate Task<ChatAnswer> AnswerMaking(ChatSink sink, CancellationToken ct);

/// <summary>An answer that can be made now.</summary>
/// <param name="Turn">Of what it will write; null for one that was given before.</param>
/// <param name="Make">Makes it.</param>
internal sealed record PreparedAnswer(Guid? Turn, AnswerMaking Make);

/// <summary>Answers what is said to the assistant, and goes on when a person has decided something.</summary>
internal sealed class ChatService(AnswerStart start, ConversationService conversations, IServiceProvider services)
{
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
        return new PreparedAnswer(answer.Turn, (sink, end) => MakeAsync(asker, answer, new(asked, decision.Approve), sink, end));
    }

    /// <summary>
    /// Tells that the answer has begun before what makes it is asked for: in a young process, getting the model and the tools
    /// takes longer than anything else, and nobody need look at nothing meanwhile.
    /// </summary>
    private async Task<ChatAnswer> MakeAsync(Asker asker, Answer answer, Decision? decided, ChatSink sink, CancellationToken client)
    {
        await sink(ChatEvents.Started, new ChatStarted(answer.Conversation, answer.Id), CancellationToken.None);
        return await services.GetRequiredService<AnswerMaker>().MakeAsync(asker, answer, decided, sink, client);
    }
}

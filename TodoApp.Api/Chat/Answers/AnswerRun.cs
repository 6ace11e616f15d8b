using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>One request's work at an answer: what it has at hand and how much of its bounds it has used.</summary>
internal sealed class AnswerRun(
    Asker asker, Answer answer, ChatSink sink, ChatOptions bounds, CancellationToken client, CancellationToken time,
    CancellationToken either)
{
    private int _written;

    public Asker Asker => asker;

    public Answer Answer => answer;

    /// <summary>Ends when whoever asked has left, or the time for an answer is over.</summary>
    public CancellationToken Either => either;

    /// <summary>Ends when the time is over. A call that has begun is not broken off because somebody left.</summary>
    public CancellationToken Time => time;

    public bool HasLeft => client.IsCancellationRequested;

    /// <summary>What was said before, and what was said and done in this answer.</summary>
    public required IReadOnlyList<ModelMessage> Before { get; init; }

    public required ModelSetting Setting { get; init; }

    public required ToolSession Session { get; init; }

    public required IReadOnlyList<ToolDescription> Tools { get; init; }

    public int OutputTokens { get; set; }

    public int Calls { get; set; }

    /// <summary>Tokens that the account used today, as far as is known.</summary>
    public long Spent { get; set; }

    /// <summary>What the person is told of why the model failed, if it did.</summary>
    public string? Why { get; set; }

    public ModelStep NextStep() => new([.. Before, .. ConversationContext.Of(answer.Steps)], Tools, Setting);

    /// <summary>Counts what the model wrote, and says whether it is more than it may, whatever it says about its tokens.</summary>
    public bool TakesTooMuch(int more)
    {
        _written += more;
        return OutputTokens >= bounds.OutputTokens || _written > bounds.OutputTokens * 16 || answer.Length + more > Limits.ChatAnswer;
    }

    /// <summary>Adds to the text and tells of it.</summary>
    public ValueTask SayAsync(string text)
    {
        answer.Append(text);
        return sink(ChatEvents.Text, new ChatDelta(text), CancellationToken.None);
    }

    public ValueTask TellAsync(string name, object data) => sink(name, data, CancellationToken.None);

    /// <summary>Puts what is known of a call in its place and tells of it.</summary>
    public ValueTask ReplaceAsync(AnswerCall call)
    {
        answer.Replace(call);
        return TellAsync(ChatEvents.ToolFinished, call.ToUse());
    }
}

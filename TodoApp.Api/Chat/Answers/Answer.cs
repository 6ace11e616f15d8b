using System.Text;
using System.Text.Json;
using TodoApp.Api.Auth;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>An answer while it is made.</summary>
internal sealed class Answer(Guid conversation, Guid id, Guid turn)
{
    private readonly StringBuilder _text = new();

    public Guid Conversation => conversation;

    public Guid Id => id;

    /// <summary>Of everything it writes, before and after a person was asked.</summary>
    public Guid Turn => turn;

    public string Text => _text.ToString();

    public int Length => _text.Length;

    public List<AnswerStep> Steps { get; private init; } = [];

    /// <summary>What it waits for, if it does.</summary>
    public PendingConsent? Consent { get; set; }

    /// <summary>Why it stopped before it was done; <see cref="Stop.Running"/> until it has ended.</summary>
    public string? Stopped { get; set; } = Stop.Running;

    /// <summary>One that goes on after a person was asked.</summary>
    public static Answer Resumed(Guid conversation, Guid id, Guid turn, string text, string? steps)
    {
        var answer = new Answer(conversation, id, turn)
        {
            Steps = steps is null ? [] : JsonSerializer.Deserialize(steps, AnswerJson.Default.ListAnswerStep)!,
        };
        answer._text.Append(text);
        return answer;
    }

    public void Append(string text) => _text.Append(text);

    /// <summary>Puts what came of a call in the place of the call.</summary>
    public void Replace(AnswerCall call)
    {
        var calls = Steps.Last(s => s.Calls.Exists(c => c.Id == call.Id)).Calls;
        calls[calls.FindIndex(c => c.Id == call.Id)] = call;
    }

    /// <summary>Nothing runs any longer: what has no result either was broken off or never begun.</summary>
    public void CloseCalls()
    {
        foreach (var call in Steps.SelectMany(s => s.Calls).Where(c => c.Status is CallStatus.Running).ToList())
            Replace(call with { Status = CallStatus.Failed, Summary = "Cut off" });
    }

    public IReadOnlyList<ToolUse> Uses() => [.. Steps.SelectMany(s => s.Calls).Select(c => c.ToUse())];
}

/// <summary>Who asked, and what their token allows.</summary>
/// <param name="Owner">Whose data it is.</param>
/// <param name="Scopes">Of their token.</param>
/// <param name="IsPerson">Whether it is a session's, so that they can allow what needs consent.</param>
internal sealed record Asker(UserId Owner, IReadOnlyCollection<string> Scopes, bool IsPerson);

/// <summary>Why an answer stopped before it was done.</summary>
internal static class Stop
{
    public const string Running = "running";
    public const string Interrupted = "interrupted";
    public const string Steps = "steps";
    public const string Tokens = "tokens";
    public const string Time = "time";
    public const string Spend = "spend";
    public const string Model = "model";

    /// <summary>What the person is told.</summary>
    public static string Sentence(string reason) => reason switch
    {
        Steps => "I stopped here: this takes more steps than I may take for one answer. Say \"go on\" to continue.",
        Tokens => "I stopped here: the answer is as long as it may be. Say \"go on\" to continue.",
        Time => "I stopped here: this took longer than I may take for one answer. Say \"go on\" to continue.",
        Spend => "I stopped here: what your account may use of the assistant in a day is used up. It starts anew at midnight UTC.",
        Interrupted => "This answer was cut off.",
        _ => "The language model did not answer. Try again in a moment.",
    };
}

using System.Text;
using TodoApp.Api.Chat.Models;

namespace TodoApp.Api.Chat.Answers;

/// <summary>What was heard of one step of a model.</summary>
internal sealed class StepSoFar
{
    private const int IdLength = 64;
    private const int NameLength = 64;

    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public List<AnswerCall> Calls { get; } = [];

    /// <summary>Null when it did not come to its end.</summary>
    public ModelStepEnd? End { get; set; }

    /// <summary>Why the answer has to stop, if it has to.</summary>
    public string? Stopped { get; set; }

    /// <summary>What it cost: what the model said, or what it must have been about when it did not get to say.</summary>
    public int TokensFor(ModelStep asked) => End is { } end
        ? end.InputTokens + end.OutputTokens
        : ConversationContext.TokensOf(asked.Messages) + ConversationContext.TokensOf(_text.Length);

    /// <summary>More of the text; what an earlier step said is a paragraph of its own.</summary>
    public async ValueTask SayAsync(AnswerRun run, string text)
    {
        if (_text.Length is 0 && run.Answer.Length > 0)
            await run.SayAsync("\n\n");
        _text.Append(text);
        await run.SayAsync(text);
    }

    /// <summary>A call, with an id that no other call of the conversation has.</summary>
    public void Add(AnswerRun run, ModelToolCall call)
    {
        var fits = call.Id.Length is > 0 and <= IdLength && !call.Id.Any(c => c is < '!' or > '~') && !IsTaken(run, call.Id);
        Calls.Add(new(
            fits ? call.Id : $"call_{Guid.CreateVersion7():N}",
            NameOf(call.Name),
            // What is longer than any use is cut, and so no JSON any more, which the model is told.
            CleanText.Beginning(CleanText.Of(call.Arguments), CallArguments.Longest)));
    }

    /// <summary>As providers take names back. One that a model made up is told that there is no such tool.</summary>
    private static string NameOf(string name) => name.Length is 0
        ? "unknown"
        : new string([.. name.Take(NameLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_')]);

    private bool IsTaken(AnswerRun run, string id) =>
        Calls.Exists(c => c.Id == id)
        || run.Answer.Steps.Exists(s => s.Calls.Exists(c => c.Id == id))
        || run.Before.OfType<AssistantMessage>().Any(m => m.Calls.Any(c => c.Id == id));
}

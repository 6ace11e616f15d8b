using System.Text.Json;
using TodoApp.Api.Chat.Models;

namespace TodoApp.Api.Chat.Interpreter.Dialogue;

/// <summary>A call that was made, and what came of it.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Arguments">As JSON.</param>
/// <param name="Result">Null while there is none.</param>
internal sealed record MadeCall(string Tool, string Arguments, ToolResultMessage? Result);

/// <summary>What a person said, and all that was answered to it so far.</summary>
/// <param name="Said">By the person.</param>
/// <param name="Text">Of the answer.</param>
/// <param name="Calls">That the answer made, in order.</param>
internal sealed record Turn(string Said, string Text, IReadOnlyList<MadeCall> Calls)
{
    /// <summary>The turns of a conversation, oldest first.</summary>
    public static IReadOnlyList<Turn> Of(IReadOnlyList<ModelMessage> messages)
    {
        var results = new Dictionary<string, ToolResultMessage>();
        foreach (var result in messages.OfType<ToolResultMessage>())
            results[result.CallId] = result;

        var turns = new List<Turn>();
        foreach (var message in messages)
        {
            if (message is PersonMessage person)
                turns.Add(new Turn(person.Text, "", []));
            else if (message is AssistantMessage answer && turns.Count > 0)
                turns[^1] = turns[^1].With(answer, results);
        }

        return turns;
    }

    private Turn With(AssistantMessage answer, Dictionary<string, ToolResultMessage> results) => this with
    {
        Text = Text.Length == 0 ? answer.Text : answer.Text.Length == 0 ? Text : Text + "\n\n" + answer.Text,
        Calls = [.. Calls, .. answer.Calls.Select(c => new MadeCall(c.Name, c.Arguments, results.GetValueOrDefault(c.Id)))],
    };
}

/// <summary>What a call gave.</summary>
/// <param name="Text">As it came.</param>
/// <param name="IsError">Whether it failed.</param>
internal sealed record Given(string Text, bool IsError)
{
    /// <summary>What it gave as a contract; null where it failed or cannot be read.</summary>
    public T? As<T>() where T : class
    {
        try
        {
            return IsError ? null : JsonSerializer.Deserialize<T>(Text, Contracts.ContractJson.Options);
        }
        catch (Exception flaw) when (flaw is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The stable code of a failure, which its text begins with.</summary>
    public string Code => IsError && Text.IndexOf(':', StringComparison.Ordinal) is > 0 and < 40 and var end ? Text[..end] : "";
}

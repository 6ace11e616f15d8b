using System.Text.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Persistence;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>What a model is shown of a conversation: the newest messages that fit, whole ones only.</summary>
internal sealed class ConversationContext(DatabasePool db, IOptions<ChatOptions> options)
{
    /// <summary>A model needs no more to understand what is meant by "that one".</summary>
    private const int MostMessages = 60;

    private const string NothingCame = "Nothing was done: nobody answered the question, or the answer was cut off.";

    /// <summary>Everything said before an answer, oldest first, as far as it fits.</summary>
    public async Task<List<ModelMessage>> ReadAsync(UserId owner, Answer answer, CancellationToken ct)
    {
        var rows = await db.QueryAsync($"""
            SELECT m.role, m.text, m.steps FROM messages m
            WHERE m.conversation_id = {answer.Conversation} AND m.owner_id = {owner.Value}
              AND m.seq < (SELECT seq FROM messages WHERE id = {answer.Id})
            ORDER BY m.seq DESC{Sql.Limit(MostMessages)}
            """, row => (Role: (ChatRole)row.GetInt16(0), Text: row.GetString(1), Steps: row.IsDBNull(2) ? null : row.GetString(2)), ct);

        var left = options.Value.ContextLength;
        var fitting = new List<List<ModelMessage>>();
        foreach (var (role, text, steps) in rows)
        {
            var said = role is ChatRole.User ? [new PersonMessage(text)] : OfSteps(text, steps);
            left -= said.Sum(LengthOf);
            // What was said last is always shown, however long it is: it is what has to be answered.
            if (left < 0 && fitting.Count > 0)
                break;
            fitting.Add(said);
        }

        fitting.Reverse();
        // An answer without its question would only confuse.
        return [.. fitting.SelectMany(m => m).SkipWhile(m => m is not PersonMessage)];
    }

    /// <summary>What an answer said and did so far.</summary>
    public static List<ModelMessage> Of(IEnumerable<AnswerStep> steps)
    {
        var messages = new List<ModelMessage>();
        foreach (var step in steps)
        {
            if (step.Text.Length is 0 && step.Calls.Count is 0)
                continue;
            messages.Add(new AssistantMessage(step.Text, [.. step.Calls.Select(Shown)]));
            messages.AddRange(step.Calls.Select(c => new ToolResultMessage(c.Id, c.Result ?? NothingCame, c.IsError || c.Result is null)));
        }

        return messages;
    }

    /// <summary>About how many tokens it costs to be shown this.</summary>
    public static int TokensOf(IEnumerable<ModelMessage> messages) => messages.Sum(LengthOf) / ChatOptions.CharactersPerToken;

    /// <summary>About how many tokens a text is.</summary>
    public static int TokensOf(int length) => (length + ChatOptions.CharactersPerToken - 1) / ChatOptions.CharactersPerToken;

    /// <summary>Some servers refuse a conversation for good that has arguments in it which are no JSON.</summary>
    private static ModelToolCall Shown(AnswerCall call) =>
        new(call.Id, call.Name, CallArguments.Read(call.Arguments) is null || call.Arguments.Length is 0 ? "{}" : call.Arguments);

    private static List<ModelMessage> OfSteps(string text, string? steps) =>
        steps is not null && JsonSerializer.Deserialize(steps, AnswerJson.Default.ListAnswerStep) is { Count: > 0 } kept
            ? Of(kept)
            : text.Length > 0 ? [new AssistantMessage(text, [])] : [];

    private static int LengthOf(ModelMessage message) => message switch
    {
        PersonMessage person => person.Text.Length,
        AssistantMessage assistant => assistant.Text.Length + assistant.Calls.Sum(c => c.Name.Length + c.Arguments.Length),
        ToolResultMessage result => result.Content.Length,
        _ => 0,
    };
}

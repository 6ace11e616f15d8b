using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Web.Assistant;

/// <summary>An answer while it arrives, event by event (docs/api/openapi.json, <c>Chat</c>).</summary>
/// <param name="before">What the conversation has of it already, when it goes on after a person was asked.</param>
internal sealed class AnswerSoFar(ChatMessage? before = null)
{
    private readonly StringBuilder _text = new(before?.Text);
    private readonly List<ToolUse> _tools = [.. before?.Tools ?? []];
    private readonly DateTimeOffset _began = before?.CreatedAt ?? DateTimeOffset.UtcNow;
    private Guid? _turn = before?.Turn;
    private ConsentCard? _consent;
    private string? _stopped = "running";

    /// <summary>Where it is said; null until the API has told.</summary>
    public Guid? Conversation { get; private set; }

    /// <summary>Which message it is; null until the API has told.</summary>
    public Guid? Message { get; private set; } = before?.Id;

    /// <summary>How much text there is.</summary>
    public int Length => _text.Length;

    /// <summary>What it waits for a person to allow.</summary>
    public ConsentCard? Consent => _consent;

    /// <summary>Whether the API has said how it ended.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Takes in what an event tells.</summary>
    public void Take(SseItem<string> told)
    {
        switch (told.EventType)
        {
            case "started":
                var started = Read<ChatStarted>(told);
                (Conversation, Message) = (started.ConversationId, started.MessageId);
                break;
            case "text":
                _text.Append(Read<ChatDelta>(told).Delta);
                break;
            case "tool.started" or "tool.finished":
                Take(Read<ToolUse>(told));
                break;
            case "consent":
                _consent = Read<ConsentCard>(told);
                break;
            case "answer":
                Take(Read<ChatAnswer>(told));
                break;
        }
    }

    /// <summary>The stream has ended, with its last event or without it.</summary>
    public void End()
    {
        if (!IsWhole)
            _stopped = "interrupted";
    }

    /// <summary>As the conversation would show it now.</summary>
    public ChatMessage ToMessage() =>
        new(Message ?? Guid.Empty, ChatRole.Assistant, _text.ToString(), [.. _tools], _turn, _consent, _stopped, _began);

    private void Take(ToolUse use)
    {
        var at = _tools.FindIndex(known => known.Id == use.Id);
        if (at < 0)
            _tools.Add(use);
        else
            _tools[at] = use;
    }

    private void Take(ChatAnswer answer)
    {
        (Conversation, Message, _turn, _consent, _stopped) =
            (answer.ConversationId, answer.MessageId, answer.Turn, answer.Consent, answer.Stopped);
        _text.Clear().Append(answer.Text);
        _tools.Clear();
        _tools.AddRange(answer.Tools);
        IsWhole = true;
    }

    private static T Read<T>(SseItem<string> told) => JsonSerializer.Deserialize<T>(told.Data, ContractJson.Options)!;
}

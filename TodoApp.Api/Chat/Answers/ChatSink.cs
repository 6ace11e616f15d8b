using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>Where an answer is told of while it is made; an event's name and data are those of the stream.</summary>
internal delegate ValueTask ChatSink(string name, object data, CancellationToken ct);

/// <summary>The names of the events of a stream.</summary>
internal static class ChatEvents
{
    /// <summary><see cref="ChatStarted"/></summary>
    public const string Started = "started";

    /// <summary><see cref="ChatDelta"/></summary>
    public const string Text = "text";

    /// <summary><see cref="ToolUse"/></summary>
    public const string ToolStarted = "tool.started";

    /// <summary><see cref="ToolUse"/></summary>
    public const string ToolFinished = "tool.finished";

    /// <summary><see cref="ConsentCard"/></summary>
    public const string Consent = "consent";

    /// <summary><see cref="ChatAnswer"/></summary>
    public const string Answer = "answer";

    /// <summary>Problem details (RFC 9457).</summary>
    public const string Error = "error";
}

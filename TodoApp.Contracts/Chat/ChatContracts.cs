using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TodoApp.Contracts.Chat;

/// <summary>Something said to the assistant.</summary>
/// <param name="Message">1 to 4,000 characters.</param>
/// <param name="ConversationId">The conversation it goes on with; a new one when left out.</param>
public sealed record ChatRequest(
    [property: Required, StringLength(Limits.ChatMessage), PlainText(Multiline = true)] string Message,
    Guid? ConversationId = null);

/// <summary>What a person decided about something the assistant asked to do.</summary>
/// <param name="Approve">Whether it may.</param>
/// <param name="Token">The <see cref="ConsentCard.Token"/> that came with the question.</param>
public sealed record ConsentDecision(bool Approve, [property: Required, StringLength(Limits.ConsentToken)] string Token);

/// <summary>The assistant's answer. Also the data of the last event, <c>answer</c>, of a stream.</summary>
/// <param name="ConversationId">For what is said next.</param>
/// <param name="MessageId">The answer, as the conversation keeps it.</param>
/// <param name="Text">In Markdown.</param>
/// <param name="Tools">The calls it made, in order.</param>
/// <param name="Turn">What <c>POST /undo</c> takes back; null when nothing was changed.</param>
/// <param name="Consent">What it waits for a person to allow, if it does.</param>
/// <param name="Stopped">
/// Why it stopped before it was done: <c>steps</c>, <c>tokens</c>, <c>time</c>, <c>spend</c>, <c>model</c>, or
/// <c>interrupted</c> when whoever asked left or the server ended; null when it did not.
/// </param>
public sealed record ChatAnswer(
    Guid ConversationId, Guid MessageId, string Text, IReadOnlyList<ToolUse> Tools, Guid? Turn, ConsentCard? Consent, string? Stopped);

/// <summary>An answer is being made: the data of the first event, <c>started</c>, of a stream.</summary>
/// <param name="ConversationId">For what is said next, also when the stream breaks off.</param>
/// <param name="MessageId">The answer, as the conversation keeps it.</param>
public sealed record ChatStarted(Guid ConversationId, Guid MessageId);

/// <summary>A call of a tool. Also the data of the events <c>tool.started</c> and <c>tool.finished</c> of a stream.</summary>
/// <param name="Id">Unique in the conversation.</param>
/// <param name="Name">Of the tool.</param>
/// <param name="Arguments">What it was called with.</param>
/// <param name="Status"><c>running</c>, <c>done</c>, <c>failed</c>, <c>waiting</c> for consent, or <c>refused</c>.</param>
/// <param name="Summary">What came of it, in a line.</param>
public sealed record ToolUse(string Id, string Name, JsonElement Arguments, string Status, string? Summary);

/// <summary>Something that the assistant does only when a person allows it.</summary>
/// <param name="Id">For <c>POST /conversations/{id}/consents/{consent_id}</c>.</param>
/// <param name="Token">Goes back with the decision. Never shown to the model; empty for an API token, which cannot decide.</param>
/// <param name="Tool">What it would call.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Question">What it would do, in a sentence.</param>
/// <param name="ExpiresAt">When it can no longer be allowed.</param>
public sealed record ConsentCard(
    Guid Id, string Token, string Tool, JsonElement Arguments, string Question, DateTimeOffset ExpiresAt);

/// <summary>More text of an answer: the data of the event <c>text</c> of a stream.</summary>
/// <param name="Delta">What comes after the text so far.</param>
public sealed record ChatDelta(string Delta);

/// <summary>A conversation as it is listed, newest first.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Title">What it is called: the beginning of what was first said, until it is renamed.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When something was last said.</param>
public sealed record ConversationItem(Guid Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Renames a conversation.</summary>
/// <param name="Title">1 to 200 characters.</param>
public sealed record RenameConversation([property: Required, StringLength(Limits.Title), PlainText] string Title);

/// <summary>Who said a message.</summary>
public enum ChatRole
{
    /// <summary>The person.</summary>
    User,

    /// <summary>The assistant.</summary>
    Assistant,
}

/// <summary>One message of a conversation.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Role">Who said it.</param>
/// <param name="Text">In Markdown.</param>
/// <param name="Tools">The calls that the answer made.</param>
/// <param name="Turn">What <c>POST /undo</c> takes back; null when nothing was changed.</param>
/// <param name="Consent">What the answer waits for a person to allow, while it can still be allowed.</param>
/// <param name="Stopped">As of <see cref="ChatAnswer"/>; <c>running</c> while the answer is being made.</param>
/// <param name="CreatedAt">When it was said.</param>
/// <param name="Undone">Whether that turn has been taken back.</param>
public sealed record ChatMessage(
    Guid Id, ChatRole Role, string Text, IReadOnlyList<ToolUse> Tools, Guid? Turn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConsentCard? Consent, string? Stopped,
    DateTimeOffset CreatedAt, bool Undone = false);

/// <summary>A conversation as a file.</summary>
/// <param name="Conversation">Which one.</param>
/// <param name="Messages">What was said, oldest first.</param>
public sealed record ConversationExport(ConversationItem Conversation, IReadOnlyList<ChatMessage> Messages);

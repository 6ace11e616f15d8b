using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>A row of <c>messages</c>.</summary>
internal sealed class Message
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>Its number in the conversation, from 1.</summary>
    public required int Seq { get; init; }

    public required ChatRole Role { get; init; }
    public required string Text { get; set; }

    /// <summary>The steps of an answer, as a JSON array of <see cref="Answers.AnswerStep"/>.</summary>
    public string? Steps { get; set; }

    /// <summary>Of everything that an answer wrote, if it wrote anything.</summary>
    public Guid? Turn { get; init; }

    /// <summary>What an answer waits for, as a JSON object: <see cref="Answers.PendingConsent"/>.</summary>
    public string? Consent { get; set; }

    public string? Stopped { get; set; }

    /// <summary>The <c>Idempotency-Key</c> that a person's message came with.</summary>
    public string? RequestKey { get; init; }

    /// <summary>SHA-256 of that request, in hexadecimal digits.</summary>
    public string? RequestHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A row of <c>chat_spend</c>: tokens of language models that an account used on a day (UTC).</summary>
internal sealed class ChatSpend
{
    public required Guid OwnerId { get; init; }
    public required DateOnly Day { get; init; }
    public required long Tokens { get; set; }
}

namespace TodoApp.Api.Chat.Conversations;

/// <summary>A row of <c>conversations</c>.</summary>
internal sealed class Conversation
{
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Title { get; set; }

    /// <summary>How many there are; also the number of the last one.</summary>
    public required int Messages { get; set; }

    /// <summary>Until when nobody else may add to it. Ends by itself when the process that makes the answer does.</summary>
    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>The answer that is being made.</summary>
    public Guid? BusyWith { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
}

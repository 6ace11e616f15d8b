namespace TodoApp.Api.Lists;

/// <summary>A row of <c>lists</c>. Every account has exactly one Inbox.</summary>
internal sealed class TodoList
{
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Name { get; set; }
    public string? Color { get; set; }
    public bool IsInbox { get; init; }
    public bool Archived { get; set; }
    public required string Position { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public uint Version { get; private set; }
    public required string Actor { get; set; }
    public required Guid Turn { get; set; }
}

namespace TodoApp.Api.Tags;

/// <summary>A row of <c>tags</c>: what a tag name means to one account. Todos carry the names themselves.</summary>
internal sealed class Tag
{
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Name { get; set; }
    public string? Color { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public uint Version { get; private set; }
    public required string Actor { get; set; }
    public required Guid Turn { get; set; }
}

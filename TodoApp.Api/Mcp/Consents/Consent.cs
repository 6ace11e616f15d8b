namespace TodoApp.Api.Mcp.Consents;

/// <summary>A row of <c>consents</c>: what an agent asked a person to allow.</summary>
internal sealed class Consent
{
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>The conversation, session or credential that it was asked in; an answer that comes from elsewhere is none.</summary>
    public required string Channel { get; init; }

    public required string Tool { get; init; }

    /// <summary>SHA-256 of the arguments in their canonical form.</summary>
    public required byte[] Arguments { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was answered; it is good for nothing from then on.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

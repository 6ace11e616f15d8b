using System.Text.Json;

namespace TodoApp.Api.Journal;

/// <summary>
/// A row of <c>journal</c>: one write of one thing. Database triggers append it in the transaction of the write,
/// so no code path can forget to; the application's role can only read it.
/// </summary>
internal sealed class JournalEntry
{
    public required long Seq { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Entity { get; init; }
    public required Guid EntityId { get; init; }
    public required string Kind { get; init; }
    public required string Actor { get; init; }
    public required Guid Turn { get; init; }
    public required DateTimeOffset At { get; init; }
    public JsonDocument? Before { get; init; }
    public JsonDocument? After { get; init; }
}

/// <summary>A row of <c>journal_starts</c>: where what the journal can tell of an account begins.</summary>
internal sealed class JournalStart
{
    public required Guid OwnerId { get; init; }

    /// <summary>Entries up to this number may be gone.</summary>
    public required long Seq { get; init; }

    /// <summary>All of them were written before.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A row of <c>undos</c>: which turn took which back.</summary>
internal sealed class UndoneTurn
{
    public required Guid Turn { get; init; }
    public required Guid OwnerId { get; init; }
    public required Guid Undone { get; init; }
    public required DateTimeOffset At { get; init; }
}

using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>A row of <c>todos</c>. The database holds its invariants; docs/data-model.md explains them.</summary>
internal sealed class Todo
{
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }
    public required Guid ListId { get; set; }
    public Guid? ParentId { get; set; }
    public required string Title { get; set; }
    public string? Notes { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public Priority Priority { get; set; }
    public string[] Tags { get; set; } = [];
    public DateOnly? DueOn { get; set; }
    public TimeOnly? DueAt { get; set; }
    public string? TimeZone { get; set; }

    /// <summary>A rule in its canonical form. It moves on with the next occurrence: what is done recurs no more.</summary>
    public string? Recurrence { get; set; }

    public RecurrenceFrom RecurrenceFrom { get; set; }

    /// <summary>How many occurrences came before this one.</summary>
    public int OccurrencesDone { get; set; }

    /// <summary>Fractional ordering key, compared byte by byte (collation "C").</summary>
    public required string Position { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When it is due as one sortable value: the end of the day without a time, infinity without a day.</summary>
    public DateTime DueSort { get; private set; }

    /// <summary>PostgreSQL's <c>xmin</c>: changes with every write of the row.</summary>
    public uint Version { get; init; }

    /// <summary>Who wrote last; the journal's trigger copies it.</summary>
    public required string Actor { get; set; }

    /// <summary>The turn of the last write; the journal's trigger copies it.</summary>
    public required Guid Turn { get; set; }
}

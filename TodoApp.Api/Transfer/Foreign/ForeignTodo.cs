using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>A todo as another product's file says it, before it is made to fit.</summary>
internal sealed class ForeignTodo
{
    /// <summary>The line it begins at, or its number in the file.</summary>
    public required int Line { get; init; }

    /// <summary>What other todos of the file call it.</summary>
    public string? Key { get; set; }

    /// <summary>The <see cref="Key"/> of the todo it is a part of.</summary>
    public string? ParentKey { get; set; }

    /// <summary>The list it is in; null is the one that the import names.</summary>
    public string? List { get; set; }

    public string Title { get; set; } = "";
    public string? Notes { get; set; }
    public Priority Priority { get; set; }
    public List<string> Tags { get; } = [];
    public DateOnly? DueOn { get; set; }
    public TimeOnly? DueAt { get; set; }
    public string? TimeZone { get; set; }
    public string? Recurrence { get; set; }
    public RecurrenceFrom RecurrenceFrom { get; set; }
    public int OccurrencesDone { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>What has no place of its own and goes below the notes, with a word in front that says what it is.</summary>
    public List<(string Label, string Text)> Remarks { get; } = [];
}

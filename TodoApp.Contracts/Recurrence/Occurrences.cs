namespace TodoApp.Contracts;

/// <summary>What the next occurrence of a todo is counted from.</summary>
public enum RecurrenceFrom
{
    /// <summary>The day it is due, however late it is done.</summary>
    Due,

    /// <summary>The day it is done.</summary>
    Completion,
}

/// <summary>The occurrences that follow a todo's own, soonest first.</summary>
/// <param name="Items">As many as were asked for, or all there are.</param>
/// <param name="More">Whether there are more.</param>
public sealed record UpcomingOccurrences(IReadOnlyList<Occurrence> Items, bool More);

/// <summary>One time that a todo is due.</summary>
/// <param name="DueOn">The day.</param>
/// <param name="DueInstant">The instant, when the todo has a due time; daylight saving is reckoned with.</param>
public sealed record Occurrence(DateOnly DueOn, DateTimeOffset? DueInstant);

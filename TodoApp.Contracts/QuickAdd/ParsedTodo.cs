namespace TodoApp.Contracts.QuickAdd;

/// <summary>What a span of quick-add text was understood as.</summary>
public enum QuickAddKind
{
    /// <summary>A day, or a day with its time ("in 30 min").</summary>
    Due,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>How it repeats.</summary>
    Recurrence,

    /// <summary>A priority.</summary>
    Priority,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>A list.</summary>
    List,
}

/// <summary>Characters of quick-add text that were understood, for highlighting.</summary>
/// <param name="Start">Where they start, in UTF-16 code units.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Kind">What they mean.</param>
public sealed record QuickAddSpan(int Start, int Length, QuickAddKind Kind);

/// <summary>What quick add made of a text.</summary>
/// <param name="Title">What was not understood as anything else; the whole text where that would leave nothing.</param>
/// <param name="DueOn">The day it is due; the first one when it repeats.</param>
/// <param name="DueAt">The local time on that day.</param>
/// <param name="Priority">How much it matters.</param>
/// <param name="Tags">Names as they are stored, in the order of the text.</param>
/// <param name="ListName">The list that was named, without its slash.</param>
/// <param name="Recurrence">How it repeats: an RFC 5545 RRULE, anchored at <paramref name="DueOn"/>.</param>
/// <param name="RepeatsFromCompletion">Whether the next one counts from the day it is done ("every! 3 days").</param>
/// <param name="Spans">The characters that were understood, in order; they never overlap.</param>
public sealed record ParsedTodo(
    string Title,
    DateOnly? DueOn,
    TimeOnly? DueAt,
    Priority Priority,
    IReadOnlyList<string> Tags,
    string? ListName,
    string? Recurrence,
    bool RepeatsFromCompletion,
    IReadOnlyList<QuickAddSpan> Spans);

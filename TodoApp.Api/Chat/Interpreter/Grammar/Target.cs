using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Which todos are meant.</summary>
internal abstract record Target;

/// <summary>Those of a title, or the like of it.</summary>
/// <param name="Phrase">As it was said.</param>
/// <param name="IsExact">Whether it was quoted.</param>
internal sealed record Titled(string Phrase, bool IsExact) : Target;

/// <summary>Those at these places of what was shown last; -1 is the last place.</summary>
internal sealed record Placed(IReadOnlyList<int> Places) : Target;

/// <summary>What was spoken of last: "it", or "them".</summary>
/// <param name="IsMany">Whether it can be several.</param>
internal sealed record Mentioned(bool IsMany) : Target;

/// <summary>All that a view shows.</summary>
internal sealed record Matching(TodoView View) : Target;

/// <summary>Several, each by itself.</summary>
/// <param name="Parts">What was said, cut at "and" and commas.</param>
/// <param name="Whole">The same as one, which comes first where there is such a title.</param>
internal sealed record Several(IReadOnlyList<Target> Parts, Titled Whole) : Target;

/// <summary>Which todos to show.</summary>
internal sealed record TodoView
{
    /// <summary>open, completed, all or trash.</summary>
    public string Status { get; init; } = "open";

    /// <summary>In this list.</summary>
    public string? List { get; init; }

    /// <summary>With this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Of this priority.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Due on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Due on this day or earlier.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>Completed on this day or later.</summary>
    public DateOnly? DoneFrom { get; init; }

    /// <summary>Whether only those are asked for whose day is past.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Whether only how many there are was asked.</summary>
    public bool IsCount { get; init; }

    /// <summary>Words that mean nothing yet: a list, a tag or something to search for.</summary>
    public string? Rest { get; init; }

    /// <summary>Whether anything was said that narrows the view.</summary>
    public bool IsNarrowed =>
        Status != "open" || List is not null || Tag is not null || Priority is not null || DueFrom is not null || DueTo is not null
        || IsOverdue;
}

/// <summary>What is to be different about a todo.</summary>
internal sealed record TodoChange
{
    public string? Title { get; init; }

    public string? Notes { get; init; }

    public DueChange? Due { get; init; }

    public Priority? Priority { get; init; }

    public IReadOnlyList<string> AddTags { get; init; } = [];

    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    /// <summary>Whether all its tags go.</summary>
    public bool ClearsTags { get; init; }

    /// <summary>The list it moves to.</summary>
    public string? List { get; init; }

    /// <summary>Whether it moves to the top of its list.</summary>
    public bool ToTop { get; init; }
}

/// <summary>A new due day, time or recurrence.</summary>
internal abstract record DueChange;

/// <summary>It has none any more.</summary>
internal sealed record DueCleared : DueChange;

/// <summary>So many days later, from the day it has.</summary>
internal sealed record DueShifted(int Days, int Months) : DueChange;

/// <summary>What was said; a day that was not said stays as it is where there is one.</summary>
/// <param name="Day">The day; where only a time was said, the next day with that time.</param>
/// <param name="IsDaySaid">Whether the day was said.</param>
/// <param name="Time">The time, if one was said.</param>
/// <param name="Recurrence">How it recurs, if that was said.</param>
/// <param name="FromCompletion">Whether it recurs from the day it is done.</param>
internal sealed record DueSet(DateOnly Day, bool IsDaySaid, TimeOnly? Time, string? Recurrence, bool FromCompletion) : DueChange;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>What some neighbouring words could mean.</summary>
internal sealed record Reading(QuickAddKind Kind, int Count)
{
    /// <summary>Where it starts, in words.</summary>
    public int First { get; init; }

    /// <summary>The word behind it.</summary>
    public int End => First + Count;

    /// <summary>Whether the words also mean something else, so that where they stand decides.</summary>
    public bool IsWeak { get; init; }

    /// <summary>The day it names.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The day it means when <see cref="Day"/> is today and the time is past.</summary>
    public DateOnly? Later { get; init; }

    /// <summary>The time it names.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Whether the time is a part of the day rather than on the clock.</summary>
    public bool IsDayPart { get; init; }

    /// <summary>Whether a clock time does not say which half of the day it is in.</summary>
    public bool IsHalfUnsaid { get; init; }

    /// <summary>How it repeats.</summary>
    public Repeat? Repeat { get; init; }

    /// <summary>Whether two readings of one kind can stand together.</summary>
    public bool Contradicts(Reading other) =>
        (Day is not null && other.Day is not null && Day != other.Day)
        || (Repeat is not null && other.Repeat is not null && Repeat != other.Repeat)
        || (Time is not null && other.Time is not null && IsDayPart == other.IsDayPart && Time != other.Time);
}

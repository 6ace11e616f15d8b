using System.Text.Json.Serialization;

namespace TodoApp.Contracts;

/// <summary>How much a todo matters.</summary>
public enum Priority
{
    /// <summary>Nothing said.</summary>
    None,

    /// <summary>When there is time.</summary>
    Low,

    /// <summary>Matters.</summary>
    Medium,

    /// <summary>Comes first.</summary>
    High,
}

/// <summary>A todo as its owner sees it.</summary>
/// <param name="Id">UUID version 7 (RFC 9562).</param>
/// <param name="ListId">The list it is in.</param>
/// <param name="ParentId">The todo it is a part of, if it is one.</param>
/// <param name="Title">What has to be done.</param>
/// <param name="Notes">More about it, in Markdown.</param>
/// <param name="Completed">Whether it is done.</param>
/// <param name="CompletedAt">When it was done.</param>
/// <param name="Priority">How much it matters.</param>
/// <param name="Tags">Names in lower case, in alphabetical order.</param>
/// <param name="DueOn">The day it is due: a calendar day that never shifts with the viewer's zone.</param>
/// <param name="DueAt">The local time on that day, if it has one.</param>
/// <param name="TimeZone">The IANA zone that time is in; set exactly when <paramref name="DueAt"/> is.</param>
/// <param name="Position">Orders todos within a list, compared byte by byte.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="DeletedAt">When it went to the trash, if it is there.</param>
/// <param name="Version">The value for <c>If-Match</c>, in double quotes.</param>
/// <param name="Recurrence">How it recurs (RFC 5545). Completing it moves the rule on to the next occurrence, a todo of its own.</param>
/// <param name="RecurrenceFrom">What the next occurrence is counted from.</param>
/// <param name="Match">Where it has what was searched for; only in the answer to a search.</param>
public sealed record TodoItem(
    Guid Id,
    Guid ListId,
    Guid? ParentId,
    string Title,
    string? Notes,
    bool Completed,
    DateTimeOffset? CompletedAt,
    Priority Priority,
    IReadOnlyList<string> Tags,
    DateOnly? DueOn,
    TimeOnly? DueAt,
    string? TimeZone,
    string Position,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeletedAt,
    string Version,
    string? Recurrence = null,
    RecurrenceFrom RecurrenceFrom = RecurrenceFrom.Due,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TodoMatch? Match = null);

/// <summary>Where a todo has what was searched for.</summary>
/// <param name="Title">Places in the title.</param>
/// <param name="Notes">Places in the notes.</param>
public sealed record TodoMatch(IReadOnlyList<TextSpan> Title, IReadOnlyList<TextSpan> Notes);

/// <summary>Characters of a text, for highlighting.</summary>
/// <param name="Start">Where they start, in UTF-16 code units.</param>
/// <param name="Length">How many there are.</param>
public sealed record TextSpan(int Start, int Length);

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Which of their todos somebody sees.</summary>
internal enum TodoStatus
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Open or done, but not in the trash.</summary>
    All,

    /// <summary>In the trash.</summary>
    Trash,
}

/// <summary>Which todos to list and in what order; every filter that is given narrows the list.</summary>
public sealed record TodoFilter
{
    /// <summary>open, completed, all (open and completed) or trash; open ones unless said otherwise.</summary>
    [FromQuery(Name = "status"), RegularExpression("^(open|completed|all|trash)$")]
    public string? Status { get; init; }

    /// <summary>Those of this list.</summary>
    [FromQuery(Name = "list")]
    public Guid? List { get; init; }

    /// <summary>Those that carry this tag.</summary>
    [FromQuery(Name = "tag"), StringLength(Limits.TagName), PlainText]
    public string? Tag { get; init; }

    /// <summary>Those of this priority: none, low, medium or high.</summary>
    [FromQuery(Name = "priority"), RegularExpression("^(none|low|medium|high)$")]
    public string? Priority { get; init; }

    /// <summary>Those due on this day or later.</summary>
    [FromQuery(Name = "dueFrom")]
    public DateOnly? DueFrom { get; init; }

    /// <summary>Those due on this day or earlier.</summary>
    [FromQuery(Name = "dueTo")]
    public DateOnly? DueTo { get; init; }

    /// <summary>
    /// Those whose title or notes have words that begin like all of these, accents and case aside; where there are none,
    /// those whose title contains the text or something like it.
    /// </summary>
    [FromQuery(Name = "q"), StringLength(Limits.Search), PlainText(AllowBlank = true)]
    public string? Q { get; init; }

    /// <summary>position, due, priority, created, updated, completed, deleted or title; a leading '-' turns it round. A search comes in order of relevance unless said otherwise.</summary>
    [FromQuery(Name = "sort"), RegularExpression("^-?(position|due|priority|created|updated|completed|deleted|title|relevance)$")]
    public string? Sort { get; init; }

    /// <summary>Rows of a page, 1 to 100; 50 unless said otherwise.</summary>
    [FromQuery(Name = "limit"), Range(1, Limits.PageSize)]
    public int? Limit { get; init; }

    /// <summary>Where the last page said the next one starts.</summary>
    [FromQuery(Name = "cursor"), StringLength(Limits.Cursor)]
    public string? Cursor { get; init; }
}

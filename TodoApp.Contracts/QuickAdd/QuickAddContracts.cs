using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>A todo in one's own words.</summary>
/// <param name="Text">"pay rent every 1st !high #home tomorrow 9am": 1 to 500 characters.</param>
public sealed record QuickAddText([property: Required, StringLength(Limits.QuickAdd), PlainText] string Text);

/// <summary>What would be made of a text.</summary>
/// <param name="Todo">What was understood, as of today in the account's time zone.</param>
/// <param name="ListId">
/// The list that was named; null when none was, or when the account has none of that name: then the name stays in the title.
/// </param>
/// <param name="TimeZone">The IANA zone that decided what today is, and that the due time is in.</param>
public sealed record QuickAddPreview(ParsedTodo Todo, Guid? ListId, string TimeZone);

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

/// <summary>Asks for a todo in one's own words, and says what the words need not say. Whatever is said here wins over the text.</summary>
/// <param name="Text">"pay rent every 1st !high #home tomorrow 9am": 1 to 500 characters.</param>
/// <param name="Notes">More about it, in Markdown, at most 10,000 characters.</param>
/// <param name="ListId">The list it goes into.</param>
/// <param name="Priority">How much it matters, if that is more than nothing said.</param>
/// <param name="Tags">Tags besides those of the text; at most 20 in all.</param>
/// <param name="DueOn">The day it is due.</param>
/// <param name="DueAt">The local time on that day, in the account's zone.</param>
/// <param name="Otherwise">What holds where neither the text nor the rest says anything.</param>
public sealed record QuickAddTodo(
    [property: Required, StringLength(Limits.QuickAdd), PlainText] string Text,
    [property: StringLength(Limits.Notes), PlainText(Multiline = true, AllowBlank = true)] string? Notes = null,
    Guid? ListId = null,
    [property: EnumDataType(typeof(Priority))] Priority Priority = Priority.None,
    [property: TagNames] IReadOnlyList<string>? Tags = null,
    DateOnly? DueOn = null,
    TimeOnly? DueAt = null,
    QuickAddDefaults? Otherwise = null)
{
    /// <summary>What is asked for, once its text has been understood.</summary>
    /// <param name="text">What the text means.</param>
    /// <param name="named">The list that the text names, if the account has it.</param>
    public CreateTodo With(ParsedTodo text, Guid? named)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(
            text.Title,
            Notes,
            ListId ?? named ?? Otherwise?.ListId,
            Priority: Priority is Priority.None ? text.Priority : Priority,
            Tags: [.. text.Tags.Union((Tags ?? []).Select(TagName.Normalize))],
            DueOn: DueOn ?? text.DueOn ?? Otherwise?.DueOn,
            DueAt: DueAt ?? text.DueAt,
            Recurrence: text.Recurrence,
            RecurrenceFrom: text.RepeatsFromCompletion ? RecurrenceFrom.Completion : RecurrenceFrom.Due);
    }
}

/// <summary>What a todo gets that is added somewhere in particular, unless its text says otherwise.</summary>
/// <param name="ListId">The list it is added to.</param>
/// <param name="DueOn">The day it is added to.</param>
public sealed record QuickAddDefaults(Guid? ListId = null, DateOnly? DueOn = null);

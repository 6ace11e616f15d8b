using System.ComponentModel.DataAnnotations;
using TodoApp.Contracts.Chat;

namespace TodoApp.Contracts;

/// <summary>Everything an account holds, in one file that <c>POST /me/import</c> takes back.</summary>
/// <param name="Format">The version of this format: 1.</param>
/// <param name="ExportedAt">When it was written.</param>
/// <param name="Profile">Whose it is. An import leaves the profile of the importing account as it is.</param>
/// <param name="Lists">All lists in their order, those in the trash included.</param>
/// <param name="Tags">All tags.</param>
/// <param name="Todos">All todos in their order, done ones and those in the trash included.</param>
/// <param name="Conversations">What was said to the assistant and answered. An import leaves it out.</param>
public sealed record AccountExport(
    [property: Range(1, 1)] int Format,
    DateTimeOffset ExportedAt,
    [property: Required] ExportedProfile Profile,
    [property: Required, MaxLength(Limits.Lists * 2)] IReadOnlyList<ExportedList> Lists,
    [property: Required, MaxLength(Limits.Tags)] IReadOnlyList<ExportedTag> Tags,
    [property: Required, MaxLength(Limits.ImportTodos)] IReadOnlyList<ExportedTodo> Todos,
    [property: MaxLength(Limits.Conversations)] IReadOnlyList<ExportedConversation>? Conversations = null);

/// <summary>A conversation in an export.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When something was last said.</param>
/// <param name="Messages">What was said, oldest first.</param>
public sealed record ExportedConversation(
    string Title, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    [property: MaxLength(Limits.ConversationMessages)] IReadOnlyList<ExportedMessage> Messages);

/// <summary>A message in an export.</summary>
/// <param name="Role">Who said it.</param>
/// <param name="Text">In Markdown.</param>
/// <param name="CreatedAt">When it was said.</param>
public sealed record ExportedMessage(ChatRole Role, string Text, DateTimeOffset CreatedAt);

/// <summary>Whose export it is.</summary>
/// <param name="Email">The address to sign in with.</param>
/// <param name="DisplayName">How the product addresses the person.</param>
/// <param name="TimeZone">IANA zone for "today".</param>
/// <param name="Locale">BCP 47 language tag.</param>
/// <param name="CreatedAt">When the account was made.</param>
public sealed record ExportedProfile(
    [property: StringLength(Limits.Email)] string? Email,
    [property: StringLength(Limits.DisplayName)] string? DisplayName,
    [property: StringLength(Limits.TimeZone)] string? TimeZone,
    [property: StringLength(Limits.Locale)] string? Locale,
    DateTimeOffset CreatedAt);

/// <summary>A list in an export.</summary>
/// <param name="Id">What the todos of this file refer to; an import gives it a fresh one.</param>
/// <param name="Name">What it is called. An import puts its todos into the list of that name where there is one.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>, or null.</param>
/// <param name="IsInbox">Whether it is the Inbox; an import puts its todos into the Inbox there is.</param>
/// <param name="Archived">Whether it is hidden from the everyday views.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="DeletedAt">When it went to the trash, if it is there.</param>
public sealed record ExportedList(
    Guid Id,
    [property: Required, StringLength(Limits.ListName), PlainText] string Name,
    [property: Color] string? Color,
    bool IsInbox,
    bool Archived,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeletedAt);

/// <summary>A tag in an export.</summary>
/// <param name="Name">Its name. An import keeps the tag of that name where there is one.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>, or null.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ExportedTag(
    [property: Required, TagName] string Name, [property: Color] string? Color, DateTimeOffset CreatedAt);

/// <summary>A todo in an export.</summary>
/// <param name="Id">What its parts in this file refer to; an import gives it a fresh one.</param>
/// <param name="ListId">The list of this file it is in.</param>
/// <param name="ParentId">The todo of this file it is a part of, if it is one.</param>
/// <param name="Title">What has to be done.</param>
/// <param name="Notes">More about it, in Markdown.</param>
/// <param name="CompletedAt">When it was done.</param>
/// <param name="Priority">How much it matters.</param>
/// <param name="Tags">Names of its tags.</param>
/// <param name="DueOn">The day it is due.</param>
/// <param name="DueAt">The local time on that day.</param>
/// <param name="TimeZone">The IANA zone of that time.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="DeletedAt">When it went to the trash, if it is there.</param>
/// <param name="Recurrence">How it recurs (RFC 5545).</param>
/// <param name="RecurrenceFrom">What the next occurrence is counted from.</param>
/// <param name="OccurrencesDone">How many occurrences came before it.</param>
public sealed record ExportedTodo(
    Guid Id,
    Guid ListId,
    Guid? ParentId,
    [property: Required, StringLength(Limits.Title), PlainText] string Title,
    [property: StringLength(Limits.Notes), PlainText(Multiline = true, AllowBlank = true)] string? Notes,
    DateTimeOffset? CompletedAt,
    [property: EnumDataType(typeof(Priority))] Priority Priority,
    [property: TagNames] IReadOnlyList<string>? Tags,
    DateOnly? DueOn,
    TimeOnly? DueAt,
    [property: TimeZoneName] string? TimeZone,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeletedAt,
    [property: StringLength(Limits.Recurrence), RecurrenceRuleText] string? Recurrence = null,
    [property: EnumDataType(typeof(RecurrenceFrom))] RecurrenceFrom RecurrenceFrom = RecurrenceFrom.Due,
    [property: Range(0, Limits.RecurrenceCount)] int OccurrencesDone = 0) : IValidatableObject
{
    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Due.Flaws(DueOn, DueAt, TimeZone, Recurrence, ParentId);
}

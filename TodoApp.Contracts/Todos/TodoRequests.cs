using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TodoApp.Contracts;

/// <summary>Asks for a new todo.</summary>
/// <param name="Title">What has to be done, 1 to 200 characters.</param>
/// <param name="Notes">More about it, in Markdown, at most 10,000 characters.</param>
/// <param name="ListId">The list it goes into; the Inbox when left out.</param>
/// <param name="ParentId">The todo it is a part of.</param>
/// <param name="Priority">How much it matters.</param>
/// <param name="Tags">At most 20; tags that do not exist yet are made.</param>
/// <param name="DueOn">The day it is due.</param>
/// <param name="DueAt">The local time on that day; needs <paramref name="DueOn"/>.</param>
/// <param name="TimeZone">The IANA zone of that time; the account's zone when left out; needs <paramref name="DueAt"/>.</param>
/// <param name="Recurrence">How it recurs: an RFC 5545 rule such as <c>FREQ=WEEKLY;BYDAY=MO</c>; needs <paramref name="DueOn"/>.</param>
/// <param name="RecurrenceFrom">What the next occurrence is counted from.</param>
public sealed record CreateTodo(
    [property: Required, StringLength(Limits.Title), PlainText] string Title,
    [property: StringLength(Limits.Notes), PlainText(Multiline = true, AllowBlank = true)] string? Notes = null,
    Guid? ListId = null,
    Guid? ParentId = null,
    [property: EnumDataType(typeof(Priority))] Priority Priority = Priority.None,
    [property: TagNames] IReadOnlyList<string>? Tags = null,
    DateOnly? DueOn = null,
    TimeOnly? DueAt = null,
    [property: TimeZoneName] string? TimeZone = null,
    [property: StringLength(Limits.Recurrence), RecurrenceRuleText] string? Recurrence = null,
    [property: EnumDataType(typeof(RecurrenceFrom))] RecurrenceFrom RecurrenceFrom = RecurrenceFrom.Due) : IValidatableObject
{
    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Due.Flaws(DueOn, DueAt, TimeZone, Recurrence, ParentId);
}

/// <summary>Replaces everything about a todo that its owner can set; what is left out is cleared.</summary>
/// <param name="Title">What has to be done, 1 to 200 characters.</param>
/// <param name="Notes">More about it, in Markdown, at most 10,000 characters.</param>
/// <param name="ListId">The list it goes into; the Inbox when left out.</param>
/// <param name="Completed">Whether it is done.</param>
/// <param name="Priority">How much it matters.</param>
/// <param name="Tags">At most 20; tags that do not exist yet are made.</param>
/// <param name="DueOn">The day it is due.</param>
/// <param name="DueAt">The local time on that day; needs <paramref name="DueOn"/>.</param>
/// <param name="TimeZone">The IANA zone of that time; the account's zone when left out; needs <paramref name="DueAt"/>.</param>
/// <param name="Recurrence">How it recurs: an RFC 5545 rule such as <c>FREQ=WEEKLY;BYDAY=MO</c>; needs <paramref name="DueOn"/>.</param>
/// <param name="RecurrenceFrom">What the next occurrence is counted from.</param>
public sealed record ReplaceTodo(
    [property: Required, StringLength(Limits.Title), PlainText] string Title,
    [property: StringLength(Limits.Notes), PlainText(Multiline = true, AllowBlank = true)] string? Notes = null,
    Guid? ListId = null,
    bool Completed = false,
    [property: EnumDataType(typeof(Priority))] Priority Priority = Priority.None,
    [property: TagNames] IReadOnlyList<string>? Tags = null,
    DateOnly? DueOn = null,
    TimeOnly? DueAt = null,
    [property: TimeZoneName] string? TimeZone = null,
    [property: StringLength(Limits.Recurrence), RecurrenceRuleText] string? Recurrence = null,
    [property: EnumDataType(typeof(RecurrenceFrom))] RecurrenceFrom RecurrenceFrom = RecurrenceFrom.Due) : IValidatableObject
{
    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Due.Flaws(DueOn, DueAt, TimeZone, Recurrence);
}

/// <summary>Changes what was given of a todo: a JSON merge patch (RFC 7396). Null clears, left out leaves.</summary>
/// <param name="Title">What has to be done, 1 to 200 characters; cannot be cleared.</param>
/// <param name="Notes">More about it, in Markdown, at most 10,000 characters.</param>
/// <param name="ListId">The list it goes into; null is the Inbox.</param>
/// <param name="Completed">Whether it is done.</param>
/// <param name="Priority">How much it matters.</param>
/// <param name="Tags">At most 20, replacing those there were.</param>
/// <param name="DueOn">The day it is due; clearing it clears the time and zone with it.</param>
/// <param name="DueAt">The local time on that day; clearing it clears the zone with it.</param>
/// <param name="TimeZone">The IANA zone of that time.</param>
/// <param name="After">Moves the todo behind this one of the same list; null moves it to the top.</param>
/// <param name="Recurrence">How it recurs: an RFC 5545 rule; clearing the day clears it too.</param>
/// <param name="RecurrenceFrom">What the next occurrence is counted from.</param>
public sealed record PatchTodo(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Title = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Notes = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<Guid?> ListId = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<bool> Completed = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<Priority> Priority = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<IReadOnlyList<string>?> Tags = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<DateOnly?> DueOn = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<TimeOnly?> DueAt = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> TimeZone = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<Guid?> After = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Recurrence = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<RecurrenceFrom> RecurrenceFrom = default) : IValidatableObject
{
    /// <summary>A patch that changes nothing yet.</summary>
    [JsonConstructor]
    public PatchTodo() : this(Title: default)
    {
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        MergePatch.Flaws(
            new ReplaceTodo(""),
            (nameof(Title), Title.IsSet, Title.Value),
            (nameof(Notes), Notes.IsSet, Notes.Value),
            (nameof(Priority), Priority.IsSet, Priority.Value),
            (nameof(Tags), Tags.IsSet, Tags.Value),
            (nameof(TimeZone), TimeZone.IsSet, TimeZone.Value),
            (nameof(Recurrence), Recurrence.IsSet, Recurrence.Value),
            (nameof(RecurrenceFrom), RecurrenceFrom.IsSet, RecurrenceFrom.Value));
}

/// <summary>Says whether a todo is done. With no body, or an empty one, the request toggles.</summary>
/// <param name="Completed">Done, or open again; null toggles.</param>
public sealed record CompleteTodo(bool? Completed = null);

/// <summary>What a batch does to each of its todos.</summary>
public enum BatchAction
{
    /// <summary>Marks them done.</summary>
    Complete,

    /// <summary>Opens them again.</summary>
    Reopen,

    /// <summary>Moves them to the list <c>listId</c>.</summary>
    Move,

    /// <summary>Adds the tags <c>tags</c>.</summary>
    Tag,

    /// <summary>Takes the tags <c>tags</c> off.</summary>
    Untag,

    /// <summary>Moves them to the trash.</summary>
    Delete,

    /// <summary>Takes them out of the trash.</summary>
    Restore,
}

/// <summary>Does the same to many todos in one transaction: to all of them or, where one cannot be found, to none.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Ids">Whom to do it to: 1 to 500 todos.</param>
/// <param name="ListId">Where <c>move</c> moves them.</param>
/// <param name="Tags">What <c>tag</c> and <c>untag</c> add or take off.</param>
public sealed record BatchTodos(
    [property: EnumDataType(typeof(BatchAction))] BatchAction Action,
    [property: Required, MinLength(1), MaxLength(Limits.Batch)] IReadOnlyList<Guid> Ids,
    Guid? ListId = null,
    [property: TagNames] IReadOnlyList<string>? Tags = null);

/// <summary>What a batch did.</summary>
/// <param name="Changed">How many todos are different now; those that already were as asked are not counted.</param>
/// <param name="Turn">The turn that <c>POST /undo</c> takes back.</param>
public sealed record BatchResult(int Changed, Guid Turn);

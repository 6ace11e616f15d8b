using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>A todo as it was typed and understood.</summary>
internal sealed record TodoDraft(
    string Title, string? Notes, DateOnly? DueOn, TimeOnly? DueAt, string? TimeZone, Priority Priority,
    IReadOnlyList<string> Tags, Guid? ListId)
{
    /// <summary>How it repeats; null when the form did not ask.</summary>
    public Repetition? Repetition { get; init; }

    /// <summary>Everything the long form shows.</summary>
    public PatchTodo ToPatch() => WithRepetition(WithDue(new PatchTodo(
        Title: Title, Notes: Notes, ListId: ListId, Priority: Priority, Tags: new Optional<IReadOnlyList<string>?>(Tags))));

    /// <summary>Only what can be edited in the row itself.</summary>
    public PatchTodo ToInlinePatch() => new(Title: Title, Priority: Priority, DueOn: DueOn);

    private PatchTodo WithRepetition(PatchTodo patch) => Repetition is null
        ? patch
        : patch with { Recurrence = Repetition.Rule, RecurrenceFrom = Repetition.From };

    /// <summary>Without a day, the time and its zone go by themselves; the same for the zone without a time.</summary>
    private PatchTodo WithDue(PatchTodo patch) => (DueOn, DueAt, TimeZone) switch
    {
        (null, _, _) => patch with { DueOn = new Optional<DateOnly?>(null) },
        (_, null, _) => patch with { DueOn = DueOn, DueAt = new Optional<TimeOnly?>(null) },
        (_, _, null) => patch with { DueOn = DueOn, DueAt = DueAt },
        _ => patch with { DueOn = DueOn, DueAt = DueAt, TimeZone = TimeZone },
    };
}

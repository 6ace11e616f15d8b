using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Merges a patch into a todo, so that the whole can be held to the whole's rules.</summary>
internal static class TodoPatch
{
    public static Outcome<ReplaceTodo> Merge(Todo current, PatchTodo patch)
    {
        // A day that goes takes its time and rule with it, and a time its zone, unless the patch says otherwise.
        var dueOn = patch.DueOn.Or(current.DueOn);
        var dueAt = patch.DueAt.Or(dueOn is null ? null : current.DueAt);
        var timeZone = patch.TimeZone.Or(dueAt is null ? null : current.TimeZone);

        var recurrence = patch.Recurrence.Or(dueOn is null ? null : current.Recurrence);

        var merged = new ReplaceTodo(
            patch.Title.Or(current.Title), patch.Notes.Or(current.Notes), patch.ListId.Or(current.ListId),
            patch.Completed.Or(current.CompletedAt is not null), patch.Priority.Or(current.Priority), patch.Tags.Or(current.Tags),
            dueOn, dueAt, timeZone, recurrence, patch.RecurrenceFrom.Or(current.RecurrenceFrom));

        return Due.Flaws(dueOn, dueAt, timeZone, recurrence, current.ParentId).FirstOrDefault() is { ErrorMessage: { } message } flaw
            ? Failure.Invalid(flaw.MemberNames.First(), message)
            : merged;
    }
}

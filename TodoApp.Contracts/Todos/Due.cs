using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>What goes together in "when is it due": a day, then perhaps a time, then that time's zone; a rule that recurs from the day.</summary>
public static class Due
{
    /// <summary>Names what does not go together; yields nothing when all is well.</summary>
    public static IEnumerable<ValidationResult> Flaws(DateOnly? dueOn, TimeOnly? dueAt, string? timeZone, string? recurrence, Guid? parentId = null)
    {
        if (dueAt is not null && dueOn is null)
            yield return new ValidationResult("A due time needs a due day.", ["dueAt"]);
        if (timeZone is not null && dueAt is null)
            yield return new ValidationResult("A time zone needs a due time.", ["timeZone"]);
        if (recurrence is not null && dueOn is null)
            yield return new ValidationResult("A recurrence needs a due day.", ["recurrence"]);
        if (recurrence is not null && parentId is not null)
            yield return new ValidationResult("A part recurs with its whole, not on its own.", ["recurrence"]);
    }
}

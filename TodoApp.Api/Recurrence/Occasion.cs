using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Recurrence;

/// <summary>A todo that recurs, as far as it says when it comes next.</summary>
/// <param name="Id">Which todo.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="From">What the next one is counted from.</param>
/// <param name="Done">How many came before it.</param>
/// <param name="DueOn">Its day.</param>
/// <param name="TimeZone">The zone of its due time; null when it has none, or the account's.</param>
internal sealed record Occasion(Guid Id, string Rule, RecurrenceFrom From, int Done, DateOnly DueOn, string? TimeZone)
{
    /// <summary>Null when a todo does not recur.</summary>
    public static Occasion? Of(Todo todo) =>
        todo is { Recurrence: { } rule, DueOn: { } day }
            ? new(todo.Id, rule, todo.RecurrenceFrom, todo.OccurrencesDone, day, todo.TimeZone)
            : null;

    /// <summary>What comes after it; null when it was the last.</summary>
    /// <param name="today">The day in a zone; needed only when the next one is counted from completion.</param>
    public Successor? Next(Func<string?, DateOnly>? today) =>
        Days(today).Select(day => new Successor(Id, day, Rule, From, Math.Min(Done + 1, Limits.RecurrenceCount))).FirstOrDefault();

    /// <summary>The days that follow, as if each were done on its day.</summary>
    public IEnumerable<DateOnly> Days(Func<string?, DateOnly>? today)
    {
        var day = From is RecurrenceFrom.Completion ? today!(TimeZone) : DueOn;
        return RecurrenceRule.Parse(Rule).Following(day, Done);
    }
}

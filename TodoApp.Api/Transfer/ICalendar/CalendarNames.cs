namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>What iCalendar has no property for.</summary>
internal static class CalendarNames
{
    /// <summary>The list a todo is in; without one it is in the Inbox.</summary>
    public const string List = "X-TODOAPP-LIST";

    /// <summary><c>COMPLETION</c> when the next occurrence counts from the day of completion.</summary>
    public const string RecurrenceFrom = "X-TODOAPP-RECURRENCE-FROM";

    /// <summary>How many occurrences came before; <c>COUNT</c> in the rule counts those that are left.</summary>
    public const string OccurrencesDone = "X-TODOAPP-OCCURRENCES-DONE";

    /// <summary>The value of <see cref="RecurrenceFrom"/>.</summary>
    public const string Completion = "COMPLETION";
}

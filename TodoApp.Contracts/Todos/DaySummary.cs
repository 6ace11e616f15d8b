namespace TodoApp.Contracts;

/// <summary>What a day asks for and what was done on it. Each part holds at most 100 todos.</summary>
/// <param name="Day">Which day.</param>
/// <param name="Today">The day it is where the account is.</param>
/// <param name="TimeZone">The IANA zone of the account, in which days begin and end.</param>
/// <param name="Overdue">Open ones that were due before the day.</param>
/// <param name="Due">Open ones that are due on the day.</param>
/// <param name="Done">Those that were done on the day.</param>
/// <param name="More">Whether a part has more than it holds: then list them.</param>
public sealed record DaySummary(
    DateOnly Day, DateOnly Today, string TimeZone, IReadOnlyList<TodoItem> Overdue, IReadOnlyList<TodoItem> Due,
    IReadOnlyList<TodoItem> Done, bool More);

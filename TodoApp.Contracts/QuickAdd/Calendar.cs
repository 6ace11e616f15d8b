namespace TodoApp.Contracts.QuickAdd;

/// <summary>Sums with days that stay inside the calendar.</summary>
internal static class Calendar
{
    private const int LeapCycle = 8;

    /// <summary>A date, if there is one.</summary>
    public static DateOnly? Date(int year, int month, int day) =>
        year is >= 1900 and <= 2999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    /// <summary>The next such day that is not past, and the one after it.</summary>
    public static Reading? Next(DateOnly today, int month, int day)
    {
        var next = Enumerable.Range(today.Year, 2 * LeapCycle + 1).Select(year => Date(year, month, day))
            .Where(date => date >= today).Take(2).ToList();
        return next.Count == 0 ? null : new Reading(QuickAddKind.Due, 1) { Day = next[0], Later = next[^1] };
    }

    /// <summary>The next such day of any month that is not past.</summary>
    public static Reading? NextInMonth(DateOnly today, int day)
    {
        var next = Enumerable.Range(0, 4).Select(today.AddMonths).Select(month => Date(month.Year, month.Month, day))
            .Where(date => date >= today).Take(2).ToList();
        return next.Count == 0 ? null : new Reading(QuickAddKind.Due, 1) { Day = next[0], Later = next[^1] };
    }

    public static DateOnly Next(DateOnly today, DayOfWeek day) => today.AddDays(((int)day - (int)today.DayOfWeek + 7) % 7);

    /// <summary>The day a name means.</summary>
    public static DateOnly Of(DateOnly today, NamedDay name) => name switch
    {
        NamedDay.Tomorrow => today.AddDays(1),
        NamedDay.DayAfterTomorrow => today.AddDays(2),
        NamedDay.Weekend => today.DayOfWeek == DayOfWeek.Sunday ? today : Next(today, DayOfWeek.Saturday),
        NamedDay.NextWeekend => NextMonday(today).AddDays(5),
        NamedDay.NextWeek => NextMonday(today),
        NamedDay.NextMonth => new DateOnly(today.Year, today.Month, 1).AddMonths(1),
        NamedDay.NextYear => new DateOnly(today.Year + 1, 1, 1),
        NamedDay.EndOfMonth => new DateOnly(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month)),
        _ => today,
    };

    public static DateOnly NextMonday(DateOnly today) => Next(today.AddDays(1), DayOfWeek.Monday);

    /// <summary>Today and so many units on.</summary>
    public static DateOnly Add(DateOnly today, int amount, QuickAddUnit unit) => unit switch
    {
        QuickAddUnit.Week => today.AddDays(7 * amount),
        QuickAddUnit.Month => today.AddMonths(amount),
        QuickAddUnit.Year => today.AddYears(amount),
        _ => today.AddDays(amount),
    };
}

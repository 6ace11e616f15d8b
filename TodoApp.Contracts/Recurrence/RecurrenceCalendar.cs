namespace TodoApp.Contracts;

/// <summary>
/// Finds the days of a rule period by period (RFC 5545, 3.3.10): each day, week, month or year that the interval names
/// is expanded to its days. Periods lie on a number line, so getting to any of them costs the same. The calendar ends
/// with the year 9999, which bounds every search.
/// </summary>
internal static class RecurrenceCalendar
{
    /// <summary>The days that a rule names for a series that begins on a day, after another one, up to a last one.</summary>
    public static IEnumerable<DateOnly> Days(RecurrenceRule rule, DateOnly start, DateOnly after, DateOnly last)
    {
        if (KeepsToAnotherWeekday(rule, start))
            yield break;

        var origin = Period(rule, start);
        var skipped = (Period(rule, after < start ? start : after) - origin) / rule.Interval;
        for (var period = origin + skipped * rule.Interval; period <= Period(rule, last); period += rule.Interval)
        {
            foreach (var day in Expand(rule, start, period))
            {
                if (day > after && day >= start && day <= last)
                    yield return day;
            }
        }
    }

    /// <summary>Every so many whole weeks, but never on that weekday: the one rule whose search would be long and in vain.</summary>
    private static bool KeepsToAnotherWeekday(RecurrenceRule rule, DateOnly start) =>
        rule is { Frequency: RecurrenceFrequency.Daily, ByDay.Count: > 0 }
        && rule.Interval % 7 == 0
        && rule.ByDay.All(d => d.Day != start.DayOfWeek);

    /// <summary>The number of the period that a day is in.</summary>
    private static int Period(RecurrenceRule rule, DateOnly day) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => day.DayNumber,
        // Day 0 is a Monday. The week before it may be cut off by the beginning of the calendar.
        RecurrenceFrequency.Weekly => (day.DayNumber + 7 - FromMonday(rule.WeekStart)) / 7,
        RecurrenceFrequency.Monthly => day.Year * 12 + day.Month - 1,
        _ => day.Year,
    };

    private static IEnumerable<DateOnly> Expand(RecurrenceRule rule, DateOnly start, int period) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => Day(rule, DateOnly.FromDayNumber(period)),
        RecurrenceFrequency.Weekly => Week(rule, start, period),
        RecurrenceFrequency.Monthly => IsIn(rule, period % 12 + 1) ? Month(rule, start, period / 12, period % 12 + 1) : [],
        _ => Year(rule, start, period),
    };

    private static IEnumerable<DateOnly> Day(RecurrenceRule rule, DateOnly day)
    {
        var fits = IsIn(rule, day.Month)
            && (rule.ByMonthDay.Count == 0 || MonthDays(rule.ByMonthDay, day.Year, day.Month).Contains(day))
            && (rule.ByDay.Count == 0 || rule.ByDay.Any(d => d.Day == day.DayOfWeek));
        return fits ? [day] : [];
    }

    private static IEnumerable<DateOnly> Week(RecurrenceRule rule, DateOnly start, int period)
    {
        var first = period * 7 - 7 + FromMonday(rule.WeekStart);
        var weekdays = rule.ByDay.Count > 0 ? rule.ByDay.Select(d => d.Day) : [start.DayOfWeek];
        return weekdays.Select(d => first + (FromMonday(d) - FromMonday(rule.WeekStart) + 7) % 7)
            .Where(n => n >= 0 && n <= DateOnly.MaxValue.DayNumber).Order()
            .Select(DateOnly.FromDayNumber).Where(d => IsIn(rule, d.Month));
    }

    private static IEnumerable<DateOnly> Month(RecurrenceRule rule, DateOnly start, int year, int month)
    {
        var (first, last) = (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
        if (rule.ByMonthDay.Count == 0)
            return rule.ByDay.Count > 0 ? WeekdaysIn(rule.ByDay, first, last) : MonthDays([start.Day], year, month);

        var days = MonthDays(rule.ByMonthDay, year, month);
        return rule.ByDay.Count > 0 ? days.Intersect(WeekdaysIn(rule.ByDay, first, last)) : days;
    }

    private static IEnumerable<DateOnly> Year(RecurrenceRule rule, DateOnly start, int year)
    {
        if (rule.ByMonth.Count > 0)
            return rule.ByMonth.SelectMany(month => Month(rule, start, year, month));

        var weekdays = WeekdaysIn(rule.ByDay, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        if (rule.ByMonthDay.Count == 0)
            return rule.ByDay.Count > 0 ? weekdays : MonthDays([start.Day], year, start.Month);

        var days = Enumerable.Range(1, 12).SelectMany(month => MonthDays(rule.ByMonthDay, year, month));
        return rule.ByDay.Count > 0 ? days.Intersect(weekdays) : days;
    }

    /// <summary>Days of a month by their numbers; those that it does not have are left out.</summary>
    private static IEnumerable<DateOnly> MonthDays(IReadOnlyList<int> numbers, int year, int month)
    {
        var length = DateTime.DaysInMonth(year, month);
        return numbers.Select(n => n > 0 ? n : length + 1 + n).Where(n => n >= 1 && n <= length).Distinct().Order()
            .Select(n => new DateOnly(year, month, n));
    }

    /// <summary>Weekdays of a month or year; ordinals count from its beginning or its end.</summary>
    private static IEnumerable<DateOnly> WeekdaysIn(IReadOnlyList<RecurrenceDay> weekdays, DateOnly first, DateOnly last) =>
        weekdays.SelectMany(d => WeekdaysIn(d, first, last)).Distinct().Order().Select(DateOnly.FromDayNumber);

    private static IEnumerable<int> WeekdaysIn(RecurrenceDay weekday, DateOnly first, DateOnly last)
    {
        var earliest = first.DayNumber + (weekday.Day - first.DayOfWeek + 7) % 7;
        var all = Enumerable.Range(0, (last.DayNumber - earliest) / 7 + 1).Select(week => earliest + 7 * week);
        return weekday.Ordinal switch
        {
            0 => all,
            > 0 => all.Skip(weekday.Ordinal - 1).Take(1),
            _ => all.Reverse().Skip(-weekday.Ordinal - 1).Take(1),
        };
    }

    private static bool IsIn(RecurrenceRule rule, int month) => rule.ByMonth.Count == 0 || rule.ByMonth.Contains(month);

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}

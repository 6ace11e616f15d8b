using System.Globalization;

namespace TodoApp.Tests.Properties;

/// <summary>A rule in parts, as a test makes it up.</summary>
internal sealed record MadeUpRule(
    string Frequency, int Interval, (int Ordinal, DayOfWeek Day)[] ByDay, int[] ByMonthDay, int[] ByMonth, int? Count,
    DateOnly? Until, DayOfWeek WeekStart)
{
    public override string ToString()
    {
        List<string> parts = [$"FREQ={Frequency}", $"WKST={Name(WeekStart)}"];
        if (Interval > 1)
            parts.Add($"INTERVAL={Interval}");
        if (ByDay.Length > 0)
            parts.Add("BYDAY=" + string.Join(',', ByDay.Select(d => (d.Ordinal == 0 ? "" : $"{d.Ordinal}") + Name(d.Day))));
        if (ByMonthDay.Length > 0)
            parts.Add("BYMONTHDAY=" + string.Join(',', ByMonthDay));
        if (ByMonth.Length > 0)
            parts.Add("BYMONTH=" + string.Join(',', ByMonth));
        if (Count is not null)
            parts.Add($"COUNT={Count}");
        if (Until is not null)
            parts.Add("UNTIL=" + Until.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return string.Join(';', parts);
    }

    private static string Name(DayOfWeek day) => day.ToString()[..2].ToUpperInvariant();
}

/// <summary>
/// Says what a rule means in the slowest way there is: looks at one day after the other, counts the periods that begin
/// as it goes, and asks of each day whether the table of RFC 5545, 3.3.10, lets it through. Shares nothing with the
/// product's code.
/// </summary>
internal static class RecurrenceOracle
{
    /// <summary>The days of a series from its first one to a last one.</summary>
    public static List<DateOnly> Days(MadeUpRule rule, DateOnly start, DateOnly last)
    {
        List<DateOnly> days = [];
        var periods = 0;
        for (var day = start; day <= last && day <= (rule.Until ?? last) && days.Count < (rule.Count ?? int.MaxValue); day = day.AddDays(1))
        {
            if (day > start && BeginsPeriod(rule, day))
                periods++;
            if (day == start || (periods % rule.Interval == 0 && Fits(rule, start, day)))
                days.Add(day);
        }

        return days;
    }

    private static bool BeginsPeriod(MadeUpRule rule, DateOnly day) => rule.Frequency switch
    {
        "DAILY" => true,
        "WEEKLY" => day.DayOfWeek == rule.WeekStart,
        "MONTHLY" => day.Day == 1,
        _ => day.DayOfYear == 1,
    };

    private static bool Fits(MadeUpRule rule, DateOnly start, DateOnly day)
    {
        var fromEnd = day.Day - DateTime.DaysInMonth(day.Year, day.Month) - 1;
        if (rule.ByMonth.Length > 0 && !rule.ByMonth.Contains(day.Month))
            return false;
        if (rule.ByMonthDay.Length > 0 && !rule.ByMonthDay.Contains(day.Day) && !rule.ByMonthDay.Contains(fromEnd))
            return false;
        if (rule.ByDay.Length > 0 && !rule.ByDay.Any(d => d.Day == day.DayOfWeek && (d.Ordinal == 0 || IsNth(rule, day, d.Ordinal))))
            return false;
        if (rule.ByDay.Length > 0 || rule.ByMonthDay.Length > 0)
            return true;

        return rule.Frequency switch
        {
            "DAILY" => true,
            "WEEKLY" => day.DayOfWeek == start.DayOfWeek,
            "MONTHLY" => day.Day == start.Day,
            _ => day.Day == start.Day && (rule.ByMonth.Length > 0 || day.Month == start.Month),
        };
    }

    /// <summary>Counts the same weekdays between a day and the beginning or end of its month or year.</summary>
    private static bool IsNth(MadeUpRule rule, DateOnly day, int ordinal)
    {
        var inYear = rule.Frequency == "YEARLY" && rule.ByMonth.Length == 0;
        var step = ordinal > 0 ? -7 : 7;
        var count = 0;
        for (var d = day; d.Year == day.Year && (inYear || d.Month == day.Month); d = d.AddDays(step))
            count++;
        return count == Math.Abs(ordinal);
    }

    /// <summary>
    /// Finds the instant of a local time by looking at a clock on the wall every quarter of an hour: the first time it
    /// shows the time; when it jumps over it, as long after the jump as the time is into what was skipped.
    /// </summary>
    public static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        var quarter = TimeSpan.FromMinutes(15);
        var clock = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-16);
        for (; ; clock += quarter)
        {
            var shows = TimeZoneInfo.ConvertTime(clock, zone).DateTime;
            if (shows == local)
                return clock;
            if (shows > local)
                return clock + (local - (TimeZoneInfo.ConvertTime(clock - quarter, zone).DateTime + quarter));
        }
    }
}

using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>How a rule of recurrence reads: "Every 2 weeks on Monday".</summary>
internal static class RecurrenceText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The rule in words.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="start">The day it is counted from, which says what the rule leaves unsaid.</param>
    /// <param name="from">What the next one is counted from.</param>
    public static string Of(string text, DateOnly? start, RecurrenceFrom from)
    {
        if (!RecurrenceRule.TryParse(text, out var rule, out _))
            return "Repeats";

        var often = IsEveryWeekday(rule) ? "Every weekday" : Every(rule) + Days(rule, start);
        return often + Months(rule) + End(rule) + (from is RecurrenceFrom.Completion ? ", once done" : "");
    }

    private static bool IsEveryWeekday(RecurrenceRule rule) =>
        rule is { Frequency: RecurrenceFrequency.Weekly, Interval: 1, ByMonthDay.Count: 0, ByDay.Count: 5 }
        && rule.ByDay.All(day => Weekdays.Contains(day.Day));

    private static string Every(RecurrenceRule rule)
    {
        var unit = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => "day",
            RecurrenceFrequency.Weekly => "week",
            RecurrenceFrequency.Monthly => "month",
            _ => "year",
        };

        return rule.Interval == 1 ? $"Every {unit}" : $"Every {rule.Interval} {unit}s";
    }

    private static string Days(RecurrenceRule rule, DateOnly? start)
    {
        var named = rule.ByMonthDay.OrderBy(day => day < 0).Select(MonthDay).Concat(rule.ByDay.Select(Weekday)).ToList();
        if (named.Count > 0)
            return $" on {Listed(named)}";

        return (rule.Frequency, start) switch
        {
            (RecurrenceFrequency.Weekly, { } day) => $" on {day.ToString("dddd", English)}",
            (RecurrenceFrequency.Monthly, { } day) => $" on {MonthDay(day.Day)}",
            (RecurrenceFrequency.Yearly, { } day) when rule.ByMonth.Count == 0 => $" on {day.ToString("d MMMM", English)}",
            _ => "",
        };
    }

    private static string Months(RecurrenceRule rule) =>
        rule.ByMonth.Count == 0 ? "" : $" in {Listed([.. rule.ByMonth.Select(English.DateTimeFormat.GetMonthName)])}";

    private static string End(RecurrenceRule rule) => rule switch
    {
        { Count: { } count } => count == 1 ? ", once" : $", {count} times",
        { Until: { } until } => $", until {until.ToString("d MMM yyyy", English)}",
        _ => "",
    };

    private static string Weekday(RecurrenceDay day)
    {
        var name = English.DateTimeFormat.GetDayName(day.Day);
        return day.Ordinal == 0 ? name : $"the {Ordinal(day.Ordinal)} {name}";
    }

    private static string MonthDay(int number) => number > 0 ? $"the {Ordinal(number)}" : $"the {Ordinal(number)} day";

    private static string Ordinal(int number) => number switch
    {
        -1 => "last",
        < 0 => $"{Ordinal(-number)} last",
        _ => (number % 100, number % 10) switch
        {
            ( >= 11 and <= 13, _) => $"{number}th",
            (_, 1) => $"{number}st",
            (_, 2) => $"{number}nd",
            (_, 3) => $"{number}rd",
            _ => $"{number}th",
        },
    };

    private static string Listed(List<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}

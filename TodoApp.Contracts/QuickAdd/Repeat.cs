using System.Globalization;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>A recurrence, as an RFC 5545 RRULE and as the days it falls on.</summary>
/// <param name="Rule">Canonical: FREQ, INTERVAL, BYDAY, BYMONTHDAY.</param>
/// <param name="FromCompletion">Whether the next one counts from the day it is done.</param>
internal sealed record Repeat(string Rule, bool FromCompletion)
{
    private const int FurthestDay = 366 * 9;
    private static readonly string[] s_codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>The month and day of a yearly one.</summary>
    public (int Month, int Day)? Anniversary { get; init; }

    public static string Code(DayOfWeek day) => s_codes[(int)day];

    /// <summary>A rule in canonical form; days of the week go from Monday to Sunday.</summary>
    public static string Canonical(string frequency, int interval, IEnumerable<DayOfWeek>? days = null, string? more = null)
    {
        var every = interval == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $";INTERVAL={interval}");
        var byDay = days is null ? "" : ";BYDAY=" + string.Join(',', days.Distinct().OrderBy(d => ((int)d + 6) % 7).Select(Code));
        return $"FREQ={frequency}{every}{byDay}{more}";
    }

    /// <summary>The first day it falls on, from a day on.</summary>
    public DateOnly First(DateOnly from)
    {
        var day = from;
        for (var i = 0; i < FurthestDay && day < DateOnly.MaxValue; i++, day = day.AddDays(1))
        {
            if (FallsOn(day))
                return day;
        }

        return from;
    }

    private bool FallsOn(DateOnly day)
    {
        if (Anniversary is { } date)
            return (day.Month, day.Day) == date;
        if (Part("BYMONTHDAY=") is { } monthDays)
            return monthDays.Any(n => int.Parse(n, CultureInfo.InvariantCulture) is var number && (number > 0 ? day.Day == number : IsLast(day, 1)));
        return Part("BYDAY=") is not { } days || days.Any(code => IsDay(day, code));
    }

    /// <summary>Whether a day is "FR", "2TU" (the second) or "-1FR" (the last).</summary>
    private static bool IsDay(DateOnly day, string code)
    {
        if (!code.EndsWith(Code(day.DayOfWeek), StringComparison.Ordinal))
            return false;

        return code[..^2] switch
        {
            "" => true,
            "-1" => IsLast(day, 7),
            var nth => (day.Day + 6) / 7 == int.Parse(nth, CultureInfo.InvariantCulture),
        };
    }

    private static bool IsLast(DateOnly day, int days) => day.Day > DateTime.DaysInMonth(day.Year, day.Month) - days;

    private string[]? Part(string name) =>
        Rule.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Split(',');
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace TodoApp.Contracts;

/// <summary>What a rule counts in (RFC 5545, <c>FREQ</c>).</summary>
public enum RecurrenceFrequency
{
    /// <summary>Days.</summary>
    Daily,

    /// <summary>Weeks.</summary>
    Weekly,

    /// <summary>Months.</summary>
    Monthly,

    /// <summary>Years.</summary>
    Yearly,
}

/// <summary>A weekday of a rule (RFC 5545, <c>BYDAY</c>).</summary>
/// <param name="Ordinal">Which of its month or year, from the end when negative; 0 is every one.</param>
/// <param name="Day">The weekday.</param>
public readonly record struct RecurrenceDay(int Ordinal, DayOfWeek Day);

/// <summary>
/// How a todo recurs: an RFC 5545 RRULE of FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, COUNT, UNTIL and WKST. It knows
/// calendar days only. A due day never shifts with a zone and a due time is local to its zone, so daylight saving has no
/// part in finding the next day; <see cref="DueInstant"/> alone says which instant a local time is.
/// </summary>
public sealed record RecurrenceRule
{
    internal RecurrenceRule()
    {
    }

    /// <summary>What it counts in.</summary>
    public RecurrenceFrequency Frequency { get; internal init; }

    /// <summary>Every how many of them, 1 to 999.</summary>
    public int Interval { get; internal init; } = 1;

    /// <summary>On which weekdays; none said when empty.</summary>
    public IReadOnlyList<RecurrenceDay> ByDay { get; internal init; } = [];

    /// <summary>On which days of the month, from its end when negative; none said when empty.</summary>
    public IReadOnlyList<int> ByMonthDay { get; internal init; } = [];

    /// <summary>In which months; none said when empty.</summary>
    public IReadOnlyList<int> ByMonth { get; internal init; } = [];

    /// <summary>How often in all, the first day included.</summary>
    public int? Count { get; internal init; }

    /// <summary>The last day it may fall on.</summary>
    public DateOnly? Until { get; internal init; }

    /// <summary>What a week begins with: matters when only every nth week counts.</summary>
    public DayOfWeek WeekStart { get; internal init; } = DayOfWeek.Monday;

    /// <summary>Reads a rule.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static RecurrenceRule Parse(string text) =>
        TryParse(text, out var rule, out var flaw) ? rule : throw new FormatException(flaw);

    /// <summary>Reads a rule, or says what is wrong with it.</summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out RecurrenceRule? rule, [NotNullWhen(false)] out string? flaw)
    {
        rule = RecurrenceRuleReader.Read(text ?? "", out flaw);
        return rule is not null;
    }

    /// <summary>
    /// The days of a series that begins on a day: that day first, as RFC 5545 has it, then every day that the rule names.
    /// </summary>
    public IEnumerable<DateOnly> From(DateOnly start)
    {
        var days = RecurrenceCalendar.Days(this, start, start, LastDay).Prepend(start).TakeWhile(d => d <= LastDay);
        return Count is { } count ? days.Take(count) : days;
    }

    /// <summary>The days of the series that begins on <paramref name="start"/>, as far as they come after a day.</summary>
    public IEnumerable<DateOnly> After(DateOnly start, DateOnly after) =>
        after < start || Count is not null
            ? From(start).SkipWhile(d => d <= after)
            : RecurrenceCalendar.Days(this, start, after, LastDay);

    /// <summary>The days that follow an occurrence. Every occurrence can stand for the beginning of its series.</summary>
    /// <param name="current">The day of the occurrence.</param>
    /// <param name="done">How many occurrences came before it, for rules that count.</param>
    public IEnumerable<DateOnly> Following(DateOnly current, int done = 0)
    {
        var days = RecurrenceCalendar.Days(this, current, current, LastDay);
        return Count is { } count ? days.Take(count - done - 1) : days;
    }

    /// <inheritdoc />
    public bool Equals(RecurrenceRule? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The one way to write this rule; reading it gives an equal rule.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("FREQ=").Append(Frequency.ToString().ToUpperInvariant());
        Append(text, "INTERVAL", Interval == 1 ? null : Write(Interval));
        Append(text, "BYMONTH", string.Join(',', ByMonth.Select(Write)));
        Append(text, "BYMONTHDAY", string.Join(',', ByMonthDay.Select(Write)));
        Append(text, "BYDAY", string.Join(',', ByDay.Select(Write)));
        Append(text, "COUNT", Count is { } count ? Write(count) : null);
        Append(text, "UNTIL", Until?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Append(text, "WKST", WeekStart == DayOfWeek.Monday ? null : RecurrenceRuleReader.Weekdays[(int)WeekStart]);
        return text.ToString();
    }

    private DateOnly LastDay => Until ?? DateOnly.MaxValue;

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Write(RecurrenceDay day) =>
        (day.Ordinal == 0 ? "" : Write(day.Ordinal)) + RecurrenceRuleReader.Weekdays[(int)day.Day];

    private static void Append(StringBuilder text, string part, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            text.Append(';').Append(part).Append('=').Append(value);
    }
}

using System.Globalization;
using System.Text;

namespace TodoApp.Contracts;

/// <summary>
/// Reads a rule strictly: what it does not know, what stands twice, what contradicts itself and what can never occur are
/// flaws, each named by its part. The first one counts.
/// </summary>
internal sealed class RecurrenceRuleReader
{
    /// <summary>As RFC 5545 writes them, in the order of <see cref="DayOfWeek"/>.</summary>
    public static readonly string[] Weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private static readonly string[] s_known = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"];

    private readonly Dictionary<string, string> _parts = [];
    private string? _flaw;

    private RecurrenceRuleReader(string text)
    {
        if (text.Length > Limits.Recurrence)
            _flaw = $"A rule has at most {Limits.Recurrence} characters.";
        else if (!Ascii.IsValid(text))
            _flaw = "A rule is written in ASCII.";
        else
            Split(text);
    }

    public static RecurrenceRule? Read(string text, out string? flaw)
    {
        var reader = new RecurrenceRuleReader(text);
        var rule = reader.Assemble();
        flaw = reader._flaw ?? Contradiction(rule);
        return flaw is null ? rule : null;
    }

    private void Split(string text)
    {
        foreach (var part in text.ToUpperInvariant().Split(';'))
        {
            if (part.Split('=') is not [var name, { Length: > 0 } value] || !s_known.Contains(name))
                _flaw ??= $"'{part}' is not a part of a rule; parts are {string.Join(", ", s_known)}, as in FREQ=WEEKLY;BYDAY=MO.";
            else if (!_parts.TryAdd(name, value))
                _flaw ??= $"{name} stands twice.";
        }
    }

    private RecurrenceRule Assemble()
    {
        if (!_parts.ContainsKey("FREQ"))
            _flaw ??= "FREQ is missing.";
        return new()
        {
            Frequency = One("FREQ", Frequency, "DAILY, WEEKLY, MONTHLY or YEARLY") ?? default,
            Interval = One("INTERVAL", text => Number(text, 1, 999), "a number from 1 to 999") ?? 1,
            ByMonth = Many("BYMONTH", text => Number(text, 1, 12), "months from 1 to 12"),
            ByMonthDay = Many("BYMONTHDAY", text => SignedNumber(text, 31), "days from 1 to 31, or from -1 to -31"),
            ByDay = Many("BYDAY", Weekday, "weekdays such as MO, 1MO or -1FR"),
            Count = One("COUNT", text => Number(text, 1, Limits.RecurrenceCount), $"a number from 1 to {Limits.RecurrenceCount}"),
            Until = One("UNTIL", Date, "a day such as 20261231"),
            WeekStart = One("WKST", Day, "a weekday such as MO") ?? DayOfWeek.Monday,
        };
    }

    private T? One<T>(string part, Func<string, T?> read, string expected) where T : struct
    {
        if (!_parts.TryGetValue(part, out var text))
            return null;

        var value = read(text);
        if (value is null)
            _flaw ??= $"{part} must be {expected}.";
        return value;
    }

    private List<T> Many<T>(string part, Func<string, T?> read, string expected) where T : struct, IEquatable<T>
    {
        if (!_parts.TryGetValue(part, out var text))
            return [];

        var values = text.Split(',').Select(read).ToList();
        if (values.Contains(null))
            _flaw ??= $"{part} must be {expected}.";
        else if (values.Distinct().Count() < values.Count)
            _flaw ??= $"{part} names something twice.";
        // Monday first, and Sunday's 0 last; numbers in their order.
        return [.. values.OfType<T>().OrderBy(v => v is RecurrenceDay d ? ((int)d.Day + 6) % 7 * 1_000 + d.Ordinal : Convert.ToInt32(v, CultureInfo.InvariantCulture))];
    }

    private static string? Contradiction(RecurrenceRule rule)
    {
        var most = rule.Frequency is RecurrenceFrequency.Yearly && rule.ByMonth.Count == 0 ? 53 : 5;
        if (rule is { Count: not null, Until: not null })
            return "COUNT and UNTIL do not go together.";
        if (rule is { Frequency: RecurrenceFrequency.Weekly, ByMonthDay.Count: > 0 })
            return "BYMONTHDAY does not go with FREQ=WEEKLY.";
        if (rule.Frequency < RecurrenceFrequency.Monthly && rule.ByDay.Any(d => d.Ordinal != 0))
            return "BYDAY with a number goes with FREQ=MONTHLY or FREQ=YEARLY only.";
        if (rule.ByDay.Any(d => Math.Abs(d.Ordinal) > most))
            return $"BYDAY can count to {most} here.";
        return CanOccur(rule) ? null : "BYDAY, BYMONTHDAY and BYMONTH name days that never come together.";
    }

    /// <summary>Looks through 28 years: they hold every kind of year, leap or not, whatever weekday it begins with.</summary>
    private static bool CanOccur(RecurrenceRule rule) =>
        (rule.ByMonthDay.Count == 0 && rule.ByDay.All(d => d.Ordinal == 0))
        || RecurrenceCalendar.Days(
            rule with { Interval = 1 }, new DateOnly(2001, 1, 1), DateOnly.MinValue, new DateOnly(2028, 12, 31)).Any();

    private static RecurrenceFrequency? Frequency(string text) => text switch
    {
        "DAILY" => RecurrenceFrequency.Daily,
        "WEEKLY" => RecurrenceFrequency.Weekly,
        "MONTHLY" => RecurrenceFrequency.Monthly,
        "YEARLY" => RecurrenceFrequency.Yearly,
        _ => null,
    };

    private static DayOfWeek? Day(string text) => Array.IndexOf(Weekdays, text) is >= 0 and var day ? (DayOfWeek)day : null;

    private static RecurrenceDay? Weekday(string text)
    {
        if (text.Length < 2 || Day(text[^2..]) is not { } day)
            return null;
        if (text.Length == 2)
            return new RecurrenceDay(0, day);
        return SignedNumber(text[..^2], 53) is { } ordinal ? new RecurrenceDay(ordinal, day) : null;
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;

    private static int? SignedNumber(string text, int most) =>
        text.StartsWith('-') ? -Number(text[1..], 1, most) : Number(text.StartsWith('+') ? text[1..] : text, 1, most);

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

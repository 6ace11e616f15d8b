using System.Globalization;
using System.Text.RegularExpressions;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>Dates in digits: 2026-12-31, 31.12., 12/31.</summary>
internal static class DateShapes
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private static readonly Regex s_iso = new("^([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})$", Linear);
    private static readonly Regex s_dotted = new(@"^([0-9]{1,2})\.([0-9]{1,2})(\.)?([0-9]{4}|[0-9]{2})?$", Linear);
    private static readonly Regex s_slashed = new("^([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?$", Linear);

    public static Reading? Read(Sentence sentence, int i)
    {
        var (core, word) = (sentence.Core(i), sentence.Word(i));
        if (word.Length is < 3 or > 10 || !char.IsAsciiDigit(word[0]) || sentence.Is(i - 1, sentence.Language.NumberLeads))
            return null;
        if (s_iso.Match(word) is { Success: true } iso)
            return Of(sentence.Today, Value(iso.Groups[3]), Value(iso.Groups[2]), iso.Groups[1], isWeak: false);
        if (s_dotted.Match(core) is { Success: true } dotted && (dotted.Groups[3].Success || !dotted.Groups[4].Success))
            return Dotted(sentence, i, dotted);

        return s_slashed.Match(word) is { Success: true } slashed ? Slashed(sentence, slashed) : null;
    }

    /// <summary>Without the second full stop it is more often a number than a day, so a preposition must say so.</summary>
    private static Reading? Dotted(Sentence sentence, int i, Match match)
    {
        var isPlain = !match.Groups[3].Success;
        if (isPlain && !sentence.Is(i - 1, sentence.Language.On))
            return null;

        return Of(sentence.Today, Value(match.Groups[1]), Value(match.Groups[2]), match.Groups[4], isPlain);
    }

    private static Reading? Slashed(Sentence sentence, Match match)
    {
        var (first, second) = (Value(match.Groups[1]), Value(match.Groups[2]));
        var isMonthFirst = sentence.Language.MonthFirst ? first <= 12 : second > 12;
        return Of(
            sentence.Today, isMonthFirst ? second : first, isMonthFirst ? first : second, match.Groups[3],
            isWeak: !match.Groups[3].Success);
    }

    private static Reading? Of(DateOnly today, int day, int month, Group year, bool isWeak)
    {
        if (!year.Success)
            return Calendar.Next(today, month, day) is { } next ? next with { IsWeak = isWeak } : null;

        var full = Value(year) < 100 ? 2000 + Value(year) : Value(year);
        return Calendar.Date(full, month, day) is { } date ? new Reading(QuickAddKind.Due, 1) { Day = date, IsWeak = isWeak } : null;
    }

    private static int Value(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
}

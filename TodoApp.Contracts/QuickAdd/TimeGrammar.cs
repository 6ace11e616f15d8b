using System.Globalization;
using System.Text.RegularExpressions;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>Times of day: "9am", "9:30", "at 9", "noon", "in the evening", "tonight".</summary>
internal static class TimeGrammar
{
    private static readonly Regex s_clock = new(
        "^([0-9]{1,2})(?:([:.])([0-9]{2}))?([^0-9:]*)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static Reading? Read(Sentence sentence, int i)
    {
        if (sentence.Lookup(i, sentence.Language.TodayParts, out var part, out var words))
            return new Reading(QuickAddKind.Due, words) { Day = sentence.Today, Time = part, IsDayPart = true };
        if (sentence.Lookup(i, sentence.Language.DayPartPhrases, out part, out words))
            return new Reading(QuickAddKind.Time, words) { Time = part, IsDayPart = true };
        if (sentence.Is(i - 1, sentence.Language.Articles))
            return null;
        if (sentence.Lookup(i, sentence.Language.DayParts, out part, out words))
            return new Reading(QuickAddKind.Time, words) { Time = part, IsDayPart = true, IsWeak = true };

        var isAt = sentence.Is(i, sentence.Language.At);
        var isPreposition = isAt || sentence.Is(i, sentence.Language.On) || sentence.Is(i, sentence.Language.For);
        return isPreposition && Clock(sentence, i + 1, isAt) is { } named
            ? named with { Count = named.Count + 1 }
            : Clock(sentence, i, isNamed: false);
    }

    /// <summary>A time on the clock. A bare number is one behind "at", where no noun follows it, or before "in the evening".</summary>
    private static Reading? Clock(Sentence sentence, int i, bool isNamed)
    {
        if (sentence.Word(i) is not { Length: > 0 and <= 10 } word || s_clock.Match(word) is not { Success: true } match)
            return null;

        var suffix = match.Groups[4].Value;
        var isGlued = suffix.Length > 0;
        var separate = isGlued ? "" : sentence.Word(i + 1);
        var hasSuffix = sentence.Language.ClockSuffixes.TryGetValue(isGlued ? suffix : separate, out var half);
        isNamed |= sentence.Lookup(i + 1, sentence.Language.DayPartPhrases, out _, out _);
        var isColon = match.Groups[2].Value == ":";
        if ((isGlued && !hasSuffix) || (!hasSuffix && !isNamed && !isColon) || (match.Groups[2].Value == "." && !hasSuffix))
            return null;
        if (!hasSuffix && sentence.Is(i - 1, sentence.Language.NumberLeads))
            return null;
        if (Time(match, half) is not { } time)
            return null;

        return new Reading(QuickAddKind.Time, hasSuffix && !isGlued ? 2 : 1)
        {
            Time = time,
            IsHalfUnsaid = half == QuickAddHalf.Unsaid && time.Hour is >= 1 and < 12 && match.Groups[1].Value[0] != '0',
            IsWeak = !hasSuffix && (isNamed ? !isColon && !sentence.Is(i + 1, sentence.Language.Continuations) : true),
        };
    }

    private static TimeOnly? Time(Match match, QuickAddHalf half)
    {
        var hour = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups[3].Success ? int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (minute > 59 || hour > 23 || (half != QuickAddHalf.Unsaid && hour is 0 or > 12))
            return null;

        return half switch
        {
            QuickAddHalf.Morning => new TimeOnly(hour % 12, minute),
            QuickAddHalf.Afternoon => new TimeOnly(hour % 12 + 12, minute),
            _ => new TimeOnly(hour, minute),
        };
    }
}

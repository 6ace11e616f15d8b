using System.Globalization;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>Recurrences: "every 2 weeks", "every mon and thu", "every last friday", "daily", "mondays".</summary>
internal static class RepeatGrammar
{
    private const int MostTimes = 999;

    public static Reading? Read(Sentence sentence, int i)
    {
        if (sentence.Lookup(i, sentence.Language.Adverbs, out var rule, out var count))
            return sentence.Is(i - 1, sentence.Language.Articles) ? null : Whole(sentence, i, new(rule, false), count) with { IsWeak = true };
        if (Plural(sentence, i) is { } plural)
            return plural;
        if (OfEveryMonth(sentence, i) is { } ofEvery)
            return ofEvery;
        if (!sentence.Is(i, sentence.Language.Every))
            return null;
        if (sentence.Lookup(i + 1, sentence.Language.DayParts, out var part, out count))
            return Whole(sentence, i, new("FREQ=DAILY", false), count + 1) with { Time = part, IsDayPart = true };

        return Interval(sentence, i + 1) is { } found
            ? Whole(sentence, i, found.Repeat with { FromCompletion = sentence[i].IsUrgent }, found.Count + 1)
            : null;
    }

    /// <summary>"on the 15th of every month", "last friday of each month".</summary>
    private static Reading? OfEveryMonth(Sentence sentence, int i)
    {
        var start = i + sentence.Skip(i, sentence.Language.On);
        start += sentence.Is(start, sentence.Language.Articles) ? 1 : 0;
        if (Nth(sentence, start) is null || Ordinal(sentence, start, allowUnits: false) is not { } day)
            return null;

        var of = start + day.Count;
        var isMonth = sentence.Is(of, sentence.Language.Of) && sentence.Is(of + 1, sentence.Language.Every)
            && sentence.Language.Units.TryGetValue(sentence.Word(of + 2), out var unit) && unit == QuickAddUnit.Month;
        return isMonth ? Whole(sentence, i, day.Repeat, of + 3 - i) : null;
    }

    /// <summary>What stands behind "every".</summary>
    private static (Repeat Repeat, int Count)? Interval(Sentence sentence, int i)
    {
        if (Days(sentence, i, 1) is { } days)
            return days;
        if (DayGrammar.MonthAndDay(sentence, i) is { } date && Calendar.Date(2000, date.Month, date.Day) is not null)
            return (new("FREQ=YEARLY", false) { Anniversary = (date.Month, date.Day) }, date.Count);
        if (sentence.Is(i, sentence.Language.Other))
            return Units(sentence, i + 1, 2) is { } other ? (other.Repeat, other.Count + 1) : null;
        if (Ordinal(sentence, i, allowUnits: true) is { } ordinal)
            return ordinal;

        return sentence.Number(i, out var interval) && Units(sentence, i + 1, interval) is { } counted
            ? (counted.Repeat, counted.Count + 1)
            : Units(sentence, i, 1);
    }

    /// <summary>A unit, with the days in it: "weeks on mon and thu", "month on the 15th". Days of the week stand alone.</summary>
    private static (Repeat Repeat, int Count)? Units(Sentence sentence, int i, int interval)
    {
        if (Days(sentence, i, interval) is { } days)
            return days;
        if (!sentence.Language.Units.TryGetValue(sentence.Word(i), out var unit))
            return null;

        var on = sentence.Skip(i + 1, sentence.Language.On);
        var inner = i + 1 + on + (on > 0 && sentence.Is(i + 1 + on, sentence.Language.Articles) ? 1 : 0);
        if (on > 0 && unit == QuickAddUnit.Week && Days(sentence, inner, interval) is { } weekly)
            return (weekly.Repeat, inner + weekly.Count - i);
        if (on > 0 && unit == QuickAddUnit.Month && Ordinal(sentence, inner, allowUnits: false, interval) is { } monthly)
            return (monthly.Repeat, inner + monthly.Count - i);

        return Rule(unit, interval) is { } rule ? (new(rule, false), 1) : null;
    }

    private static string? Rule(QuickAddUnit unit, int interval) => unit switch
    {
        QuickAddUnit.Day => Repeat.Canonical("DAILY", interval),
        QuickAddUnit.Week => Repeat.Canonical("WEEKLY", interval),
        QuickAddUnit.Month => Repeat.Canonical("MONTHLY", interval),
        QuickAddUnit.Year => Repeat.Canonical("YEARLY", interval),
        QuickAddUnit.Workday when interval == 1 => Repeat.Canonical(
            "WEEKLY", 1, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]),
        QuickAddUnit.WeekendDay => Repeat.Canonical("WEEKLY", interval, [DayOfWeek.Saturday]),
        _ => null,
    };

    /// <summary>"mon, wed and fri".</summary>
    private static (Repeat Repeat, int Count)? Days(Sentence sentence, int i, int interval)
    {
        var days = new List<DayOfWeek>();
        var end = i;
        for (var next = i; Day(sentence, next) is { } day; next = end + (sentence.Is(end, sentence.Language.And) ? 1 : 0))
        {
            days.Add(day);
            end = next + 1;
        }

        return days.Count == 0 ? null : (new(Repeat.Canonical("WEEKLY", interval, days), false), end - i);
    }

    private static DayOfWeek? Day(Sentence sentence, int i) =>
        sentence.Language.Weekdays.TryGetValue(sentence.Word(i), out var day)
        || sentence.Language.PluralWeekdays.TryGetValue(sentence.Word(i), out day)
            ? day
            : null;

    /// <summary>"mondays", "on tuesdays and fridays".</summary>
    private static Reading? Plural(Sentence sentence, int i)
    {
        var on = sentence.Skip(i, sentence.Language.On);
        if (!sentence.Language.PluralWeekdays.ContainsKey(sentence.Word(i + on)) || Days(sentence, i + on, 1) is not { } days)
            return null;

        return sentence.Is(i - 1, sentence.Language.Articles)
            ? null
            : Whole(sentence, i, days.Repeat, days.Count + on) with { IsWeak = on == 0 };
    }

    /// <summary>"1st and 15th", "last day", "last friday", "2nd tuesday", and, where units may follow, "third week".</summary>
    private static (Repeat Repeat, int Count)? Ordinal(Sentence sentence, int i, bool allowUnits, int interval = 1)
    {
        if (Nth(sentence, i) is not { } nth)
            return null;

        var ofMonth = OfMonth(sentence, i + 2);
        if (Day(sentence, i + 1) is { } day)
            return nth is -1 or (>= 1 and <= 5) ? (Monthly(interval, $";BYDAY={Text(nth)}{Repeat.Code(day)}"), 2 + ofMonth) : null;
        if (sentence.Language.Units.TryGetValue(sentence.Word(i + 1), out var unit))
        {
            if (unit == QuickAddUnit.Day && (nth == -1 || ofMonth > 0 || !allowUnits))
                return (Monthly(interval, $";BYMONTHDAY={Text(nth)}"), 2 + ofMonth);
            return allowUnits && nth > 0 && Rule(unit, nth) is { } rule ? (new(rule, false), 2) : null;
        }

        return nth > 0 ? MonthDays(sentence, i, nth, interval) : null;
    }

    private static (Repeat Repeat, int Count) MonthDays(Sentence sentence, int i, int first, int interval)
    {
        var days = new SortedSet<int> { first };
        var end = i + 1;
        for (var next = end; ;)
        {
            next += sentence.Is(next, sentence.Language.And) ? 1 : 0;
            if (!sentence.DayNumber(next, out var day, out var isOrdinal) || !isOrdinal)
                break;
            days.Add(day);
            end = ++next;
        }

        return (Monthly(interval, ";BYMONTHDAY=" + string.Join(',', days.Select(Text))), end - i + OfMonth(sentence, end));
    }

    private static Repeat Monthly(int interval, string days) => new(Repeat.Canonical("MONTHLY", interval, more: days), false);

    private static int? Nth(Sentence sentence, int i) =>
        sentence.Language.Ordinals.TryGetValue(sentence.Word(i), out var nth) ? nth
        : sentence.DayNumber(i, out nth, out var isOrdinal) && isOrdinal ? nth
        : null;

    /// <summary>How many words "of the month" takes, where it stands.</summary>
    private static int OfMonth(Sentence sentence, int i)
    {
        var words = sentence.Is(i, sentence.Language.Of) ? 1 : 0;
        words += words > 0 && sentence.Is(i + 1, sentence.Language.Of) ? 1 : 0;
        return words > 0 && IsMonth(sentence.Word(i + words)) ? words + 1 : 0;

        bool IsMonth(string word) =>
            sentence.Language.Units.TryGetValue(word, out var unit) ? unit == QuickAddUnit.Month
            : word.EndsWith('s') && sentence.Language.Units.TryGetValue(word[..^1], out unit) && unit == QuickAddUnit.Month;
    }

    /// <summary>Adds when it ends: "until dec 24", "5 times".</summary>
    private static Reading Whole(Sentence sentence, int i, Repeat repeat, int count)
    {
        var next = i + count;
        if (sentence.Skip(next, sentence.Language.Until) is > 0 and var until
            && DayGrammar.Bare(sentence, next + until, isNamed: true) is { Day: { } last } end)
        {
            repeat = repeat with { Rule = $"{repeat.Rule};UNTIL={last.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}" };
            count += until + end.Count;
        }
        else if (sentence.Number(next, out var times) && times <= MostTimes && sentence.Is(next + 1, sentence.Language.Times))
        {
            repeat = repeat with { Rule = $"{repeat.Rule};COUNT={Text(times)}" };
            count += 2;
        }

        return new Reading(QuickAddKind.Recurrence, count) { Repeat = repeat };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

namespace TodoApp.Contracts.QuickAdd;

/// <summary>Days: "tomorrow", "next fri", "on the 15th", "31st of dec 2027", "in 3 days".</summary>
internal static class DayGrammar
{
    public static Reading? Read(Sentence sentence, int i)
    {
        var on = sentence.Skip(i, sentence.Language.On);
        var preposition = on > 0 ? on : sentence.Skip(i, sentence.Language.For);
        if (preposition > 0 && Bare(sentence, i + preposition, isNamed: true) is { } named)
        {
            // A preposition settles what a word means, but not what digits do: "cut it by 1/2 inch".
            var isSettled = on > 0 && !char.IsAsciiDigit(sentence.Word(i + preposition)[0]);
            return named with { Count = named.Count + preposition, IsWeak = named.IsWeak && !isSettled };
        }

        if (Ahead(sentence, i) is { } ahead)
            return ahead;

        return sentence.Is(i - 1, sentence.Language.Articles) ? null : FromNow(sentence, i) ?? Bare(sentence, i, isNamed: false);
    }

    /// <summary>A day without its preposition.</summary>
    public static Reading? Bare(Sentence sentence, int i, bool isNamed) =>
        InNextWeek(sentence, i) ?? Named(sentence, i) ?? Weekday(sentence, i) ?? InMonth(sentence, i) ?? DateShapes.Read(sentence, i)
        ?? (isNamed ? Numbered(sentence, i) : null);

    private static Reading? Named(Sentence sentence, int i)
    {
        if (!sentence.Lookup(i, sentence.Language.Days, out var name, out var count))
            return null;

        var isWeak = sentence.IsWeak(i, count);
        return isWeak && sentence.Is(i - 1, sentence.Language.NameLeads)
            ? null
            : new Reading(QuickAddKind.Due, count) { Day = Calendar.Of(sentence.Today, name), IsWeak = isWeak };
    }

    private static Reading? Weekday(Sentence sentence, int i)
    {
        var isNext = sentence.Is(i, sentence.Language.Next);
        var lead = isNext || sentence.Is(i, sentence.Language.This) ? 1 : 0;
        if (!sentence.Language.Weekdays.TryGetValue(sentence.Word(i + lead), out var day))
            return null;

        var first = Calendar.Next(isNext ? Calendar.NextMonday(sentence.Today) : sentence.Today, day);
        return new Reading(QuickAddKind.Due, lead + 1)
        {
            Day = first,
            Later = lead == 0 ? first.AddDays(7) : null,
            IsWeak = lead == 0 && sentence.IsWeak(i, 1),
        };
    }

    /// <summary>"monday next week", "next week on monday".</summary>
    private static Reading? InNextWeek(Sentence sentence, int i)
    {
        var week = IsNextWeek(sentence, i, out var words) ? words + sentence.Skip(i + words, sentence.Language.On) : 0;
        if (!sentence.Language.Weekdays.TryGetValue(sentence.Word(i + week), out var day))
            return null;
        if (week == 0 && !IsNextWeek(sentence, i + 1, out words))
            return null;

        var count = week == 0 ? words + 1 : week + 1;
        return new Reading(QuickAddKind.Due, count) { Day = Calendar.Next(Calendar.NextMonday(sentence.Today), day) };
    }

    private static bool IsNextWeek(Sentence sentence, int i, out int words) =>
        sentence.Lookup(i, sentence.Language.Days, out var name, out words) && name == NamedDay.NextWeek;

    /// <summary>"dec 31", "31 dec", "31st of december", each with or without a year.</summary>
    private static Reading? InMonth(Sentence sentence, int i)
    {
        if (MonthAndDay(sentence, i) is not { } found)
            return null;

        var (month, day, count, isWeak) = found;
        if (Year(sentence, i + count) is { } year)
            return Calendar.Date(year, month, day) is { } date ? new Reading(QuickAddKind.Due, count + 1) { Day = date } : null;

        return Calendar.Next(sentence.Today, month, day) is { } next ? next with { Count = count, IsWeak = isWeak && !sentence.Is(i + count, sentence.Language.Continuations) } : null;
    }

    /// <summary>A month with a day before or behind it. Without "st" or "th" beside a weak month, it is weak itself.</summary>
    public static (int Month, int Day, int Count, bool IsWeak)? MonthAndDay(Sentence sentence, int i)
    {
        var months = sentence.Language.Months;
        if (months.TryGetValue(sentence.Word(i), out var month) && sentence.DayNumber(i + 1, out var day, out var isOrdinal))
            return (month, day, 2, !isOrdinal && sentence.IsWeak(i, 1));
        if (!sentence.DayNumber(i, out day, out isOrdinal))
            return null;

        var of = sentence.Is(i + 1, sentence.Language.Of) ? 2 : 1;
        return months.TryGetValue(sentence.Word(i + of), out month)
            ? (month, day, of + 1, !isOrdinal && sentence.IsWeak(i + of, 1))
            : null;
    }

    private static int? Year(Sentence sentence, int i) =>
        sentence.Word(i) is { Length: 4 } word && word.All(char.IsAsciiDigit) && int.TryParse(word, out var year)
        && year is >= 1900 and <= 2999
            ? year
            : null;

    /// <summary>"the 15th", where a preposition came before it.</summary>
    private static Reading? Numbered(Sentence sentence, int i)
    {
        var article = sentence.Is(i, sentence.Language.Articles) ? 1 : 0;
        if (article == 1 && Bare(sentence, i + 1, isNamed: false) is { Count: > 1, Later: not null } date)
            return date with { Count = date.Count + 1 };

        return sentence.DayNumber(i + article, out var day, out var isOrdinal) && isOrdinal
            && Calendar.NextInMonth(sentence.Today, day) is { } next
                ? next with { Count = article + 1 }
                : null;
    }

    /// <summary>"in 3 days", "in half an hour".</summary>
    private static Reading? Ahead(Sentence sentence, int i)
    {
        if (!sentence.Is(i, sentence.Language.In))
            return null;
        if (sentence.Lookup(i + 1, sentence.Language.Minutes, out var minutes, out var words))
            return Moment(sentence, minutes, words + 1);
        if (Glued(sentence, i + 1) is { } glued)
            return Ahead(sentence, glued.Amount, glued.Unit, 2);

        return sentence.Number(i + 1, out var amount) && sentence.Language.Units.TryGetValue(sentence.Word(i + 2), out var unit)
            ? Ahead(sentence, amount, unit, 3)
            : null;
    }

    /// <summary>"two weeks from now".</summary>
    private static Reading? FromNow(Sentence sentence, int i) =>
        sentence.Number(i, out var amount) && sentence.Language.Units.TryGetValue(sentence.Word(i + 1), out var unit)
        && sentence.Skip(i + 2, sentence.Language.FromNow) is > 0 and var words
            ? Ahead(sentence, amount, unit, words + 2)
            : null;

    private static Reading? Ahead(Sentence sentence, int amount, QuickAddUnit unit, int count) => unit switch
    {
        QuickAddUnit.Minute => Moment(sentence, amount, count),
        QuickAddUnit.Hour => Moment(sentence, 60 * amount, count),
        QuickAddUnit.Workday or QuickAddUnit.WeekendDay => null,
        _ => new Reading(QuickAddKind.Due, count) { Day = Calendar.Add(sentence.Today, amount, unit) },
    };

    /// <summary>A number and its unit in one word: "30min".</summary>
    private static (int Amount, QuickAddUnit Unit)? Glued(Sentence sentence, int i)
    {
        var word = sentence.Word(i);
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and <= 3 && int.TryParse(word.AsSpan(0, digits), out var amount)
            && sentence.Language.Units.TryGetValue(word[digits..], out var unit)
                ? (amount, unit)
                : null;
    }

    private static Reading Moment(Sentence sentence, int minutes, int count)
    {
        var moment = sentence.Today.ToDateTime(new TimeOnly(sentence.Now.Hour, sentence.Now.Minute)).AddMinutes(minutes);
        return new Reading(QuickAddKind.Due, count) { Day = DateOnly.FromDateTime(moment), Time = TimeOnly.FromDateTime(moment) };
    }
}

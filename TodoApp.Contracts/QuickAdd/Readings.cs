namespace TodoApp.Contracts.QuickAdd;

/// <summary>Finds what the words could mean and keeps what they surely do.</summary>
internal static class Readings
{
    /// <summary>The readings that hold; none of a kind where two contradict each other and nothing decides.</summary>
    public static List<Reading> Of(Sentence sentence)
    {
        var held = Held(WithoutRanges(sentence, Found(sentence)), sentence.Count);
        foreach (var part in (Func<Reading, bool>[])[r => r.Repeat is not null, r => r.Day is not null, r => r.Time is not null && !r.IsDayPart, r => r.IsDayPart])
            held = WithoutContradiction(sentence, held, part);
        return held;
    }

    private static List<Reading> Found(Sentence sentence)
    {
        var found = new List<Reading>();
        for (var i = 0; i < sentence.Count;)
        {
            var reading = RepeatGrammar.Read(sentence, i) ?? TodayPart(sentence, i) ?? DayGrammar.Read(sentence, i) ?? TimeGrammar.Read(sentence, i);
            if (reading is not null)
                found.Add(reading with { First = i });
            i += reading?.Count ?? 1;
        }

        return found;
    }

    /// <summary>"Heute Abend" begins with a day, but means more than it.</summary>
    private static Reading? TodayPart(Sentence sentence, int i) =>
        TimeGrammar.Read(sentence, i) is { Day: not null } part ? part : null;

    /// <summary>Drops weak readings, save those at the end of the text and those beside another reading that holds.</summary>
    private static List<Reading> Held(List<Reading> found, int end)
    {
        var held = new bool[found.Count];
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var isTrailing = found[i].End == end;
            held[i] = isTrailing || !found[i].IsWeak;
            if (isTrailing)
                end = found[i].First;
        }

        for (var i = 0; i < found.Count; i++)
        {
            held[i] = held[i]
                || (i > 0 && held[i - 1] && found[i - 1].End == found[i].First)
                || (i + 1 < found.Count && !found[i + 1].IsWeak && found[i].End == found[i + 1].First);
        }

        return [.. found.Where((_, i) => held[i])];
    }

    private static List<Reading> WithoutContradiction(Sentence sentence, List<Reading> held, Func<Reading, bool> part)
    {
        var same = held.Where(part).ToList();
        if (Agree(same))
            return held;

        var strong = same.Where(r => !r.IsWeak).ToList();
        var kept = strong.Count > 0 && Agree(strong) ? strong : AtTheEnd(sentence, held, same);
        return [.. held.Where(r => !part(r) || kept.Contains(r))];
    }

    /// <summary>The one the text ends with, unless another of its kind stands right before it.</summary>
    private static List<Reading> AtTheEnd(Sentence sentence, List<Reading> held, List<Reading> same)
    {
        var end = sentence.Count;
        foreach (var reading in held.AsEnumerable().Reverse().TakeWhile(r => r.End == end))
        {
            end = reading.First;
            if (same.Contains(reading))
                return same.Exists(r => r.End == reading.First && r.Contradicts(reading)) ? [] : [reading];
        }

        return [];
    }

    /// <summary>Drops "from Monday to Tuesday" and "after 6pm", which say more than one day or time can.</summary>
    private static List<Reading> WithoutRanges(Sentence sentence, List<Reading> found)
    {
        var language = sentence.Language;
        var isDropped = new bool[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            var before = found[i].First - 1;
            var isBound = found[i].Repeat is null && sentence.Is(before, language.Bounds);
            var isCoupled = i > 0 && found[i - 1].End == before && found[i].Kind == found[i - 1].Kind
                && (sentence.Is(before, language.And) || sentence.Is(before, language.Bounds));
            var isRange = i > 0 && found[i - 1].End == found[i].First && found[i].Kind == found[i - 1].Kind
                && sentence.Is(found[i].First, language.Bounds);
            isDropped[i] = isBound || isCoupled || isRange;
            if (isCoupled || isRange)
                isDropped[i - 1] = true;
        }

        return [.. found.Where((_, i) => !isDropped[i])];
    }

    private static bool Agree(List<Reading> readings) => !readings.Skip(1).Any(r => r.Contradicts(readings[0]));
}

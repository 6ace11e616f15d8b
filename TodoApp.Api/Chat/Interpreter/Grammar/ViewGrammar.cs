using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Which todos somebody wants to see: words for a state, a list, a tag, a priority and days, in any order.</summary>
internal static class ViewGrammar
{
    private const int LongestDay = 5, MostWords = 30;

    /// <summary>Reads a view that somebody asks to see; null where it is not clear that they do.</summary>
    public static ShowTodos? Ask(Utterance said, Scene scene, bool isQuestion)
    {
        if (said.Count is 0 or > MostWords)
            return null;

        var opener = said.Skip(0, scene.Book.ViewOpeners);
        if (opener == said.Count)
            return opener > 0 && said.Phrase(0, opener) is { } all && scene.Book.Them.Contains(all) ? null : opener > 0 ? new(new()) : null;
        if (Read(said.Narrow(opener, said.Count), scene) is not { } view)
            return null;

        var counts = Enumerable.Range(0, opener).Any(i => scene.Book.ViewWords.GetValueOrDefault(said[i].Norm) == ViewWord.Count);
        view = view with { IsCount = view.IsCount || counts };
        var isClear = view.Rest is null && (opener > 0 || view.IsNarrowed || IsNoun(said, scene));
        var isShow = opener > 0 && said.Phrase(0, opener) is { } asked && scene.Book.ShowOpeners.Contains(asked) && !isQuestion && view.Rest is not null;
        return isClear || isShow ? new(view) : null;
    }

    /// <summary>Reads all words; those that mean nothing stay as the rest.</summary>
    public static TodoView? Read(Utterance said, Scene scene)
    {
        var view = new TodoView();
        var rest = new List<(int From, int To)>();
        for (var i = 0; i < said.Count;)
        {
            var (next, words) = Step(view, said, i, scene);
            if (words == 0)
                rest.Add((i, i + 1));
            view = next;
            i += Math.Max(words, 1);
        }

        if (rest.Count == 0)
            return view;
        // Words that mean nothing must stand together to be a name.
        return rest[^1].To - rest[0].From == rest.Count ? view with { Rest = said.Slice(rest[0].From, rest[^1].To) } : view with { Rest = said.Whole };
    }

    private static bool IsNoun(Utterance said, Scene scene) =>
        Enumerable.Range(0, said.Count).Any(i => scene.Book.Nouns.Contains(said[i].Norm));

    private static (TodoView View, int Words) Step(TodoView view, Utterance said, int i, Scene scene)
    {
        if (Marks(view, said, i, scene) is { Words: > 0 } mark)
            return mark;
        if (Phrase(said, i, scene, out var words) is not { } meaning)
            return DayOf(said, i, scene, out words) is { } day ? (view with { DueFrom = day, DueTo = day }, words) : (view, 0);

        if (meaning is ViewWord.Before or ViewWord.Until or ViewWord.After && DayOf(said, i + words, scene, out var dayWords) is { } bound)
            return (Bounded(view, meaning, bound), words + dayWords);
        if (meaning is ViewWord.In or ViewWord.Until && DayOf(said, i, scene, out var days) is { } on && days > words)
            return (view with { DueFrom = on, DueTo = on }, days);
        if (meaning is ViewWord.In)
            return In(view, said, i, words, scene);
        return meaning is ViewWord.Before or ViewWord.Until or ViewWord.After or ViewWord.List or ViewWord.Tagged
            ? (view, meaning is ViewWord.List ? words : 0)
            : (Meant(view, meaning, scene.Today), words);
    }

    /// <summary>"#home", "tagged home", "high priority", "work list".</summary>
    private static (TodoView View, int Words) Marks(TodoView view, Utterance said, int i, Scene scene)
    {
        var word = said[i].Norm;
        if (word is ['#', _, ..])
            return (view with { Tag = word[1..] }, 1);
        if (word is ['/', _, ..])
            return (view with { List = word[1..] }, 1);

        var next = Phrase(said, i + 1, scene, out var words);
        if (scene.Book.Priorities.TryGetValue(word, out var priority) && next is ViewWord.Priority)
            return (view with { Priority = priority }, 1 + words);
        var isKnown = Phrase(said, i, scene, out var own) is not null;
        if (next is ViewWord.List && !isKnown && said[i].Norm.Length > 0)
            return (view with { List = said.Slice(i, i + 1) }, 1 + words);
        if (Phrase(said, i, scene, out own) is ViewWord.Tagged && i + own < said.Count)
            return (view with { Tag = said[i + own].Norm.TrimStart('#') }, own + 1);
        return (view, 0);
    }

    /// <summary>"In the groceries list", "on my work list", "in groceries": up to the next word that means something.</summary>
    private static (TodoView View, int Words) In(TodoView view, Utterance said, int i, int words, Scene scene)
    {
        var from = i + words;
        from += from < said.Count ? said.Skip(from, scene.Book.Articles) : 0;
        if (from < said.Count && scene.Dates.Months.TryGetValue(said[from].Norm, out var month))
            return (Between(view, NextMonth(scene.Today, month), NextMonth(scene.Today, month).AddMonths(1).AddDays(-1)), from + 1 - i);
        var to = from;
        while (to < said.Count && Phrase(said, to, scene, out _) is null && DayOf(said, to, scene, out _) is null && said[to].Norm is not ['#', ..])
            to++;
        if (to == from)
            return (view, words);

        var isList = Phrase(said, to, scene, out var list) is ViewWord.List;
        return (view with { List = Words.Quoted(said.Slice(from, to)) ?? said.Slice(from, to) }, to - i + (isList ? list : 0));
    }

    private static ViewWord? Phrase(Utterance said, int i, Scene scene, out int words)
    {
        words = i < said.Count ? said.Skip(i, scene.Book.ViewWords.ContainsKey) : 0;
        return words == 0 ? null : scene.Book.ViewWords[said.Phrase(i, words)!];
    }

    private static DateOnly? DayOf(Utterance said, int i, Scene scene, out int words)
    {
        for (words = Math.Min(LongestDay, said.Count - i); words > 0; words--)
        {
            if (said.Phrase(i, words) is not null && WhenGrammar.Day(said.Slice(i, i + words), scene) is { } day)
                return day;
        }

        return null;
    }

    private static TodoView Bounded(TodoView view, ViewWord bound, DateOnly day) => bound switch
    {
        ViewWord.Before => view with { DueTo = day.AddDays(-1) },
        ViewWord.After => view with { DueFrom = day.AddDays(1) },
        _ => view with { DueTo = day },
    };

    private static TodoView Meant(TodoView view, ViewWord word, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return word switch
        {
            ViewWord.Completed => view with { Status = "completed" },
            ViewWord.Trash => view with { Status = "trash" },
            ViewWord.Overdue => view with { IsOverdue = true, DueTo = today.AddDays(-1) },
            ViewWord.Yesterday => Between(view, today.AddDays(-1), today.AddDays(-1)),
            ViewWord.ThisWeek => Between(view, today, monday.AddDays(6)),
            ViewWord.NextWeek => Between(view, monday.AddDays(7), monday.AddDays(13)),
            ViewWord.Weekend => Between(view, today.DayOfWeek is DayOfWeek.Sunday ? today : monday.AddDays(5), monday.AddDays(6)),
            ViewWord.ThisMonth => Between(view, today, FirstOf(today).AddMonths(1).AddDays(-1)),
            ViewWord.NextMonth => Between(view, FirstOf(today).AddMonths(1), FirstOf(today).AddMonths(2).AddDays(-1)),
            ViewWord.Soon => Between(view, today, today.AddDays(7)),
            ViewWord.Upcoming => view with { DueFrom = today },
            ViewWord.Urgent => view with { Priority = Priority.High },
            ViewWord.Count => view with { IsCount = true },
            _ => view,
        };
    }

    private static DateOnly NextMonth(DateOnly today, int month) => new(month < today.Month ? today.Year + 1 : today.Year, month, 1);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static TodoView Between(TodoView view, DateOnly from, DateOnly to) => view with { DueFrom = from, DueTo = to };
}

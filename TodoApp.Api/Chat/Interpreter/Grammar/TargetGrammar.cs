using System.Globalization;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Which todos a phrase means: places of a list, "it", all of a view, or titles.</summary>
internal static class TargetGrammar
{
    private const int MostWords = 40, MostParts = 20;

    /// <summary>What a phrase means; null for one that can mean no todo.</summary>
    public static Target? Read(Utterance said, Scene scene)
    {
        if (said.Count is 0 or > MostWords)
            return null;

        var book = scene.Book;
        if (said.Phrase(0, said.Count) is { } phrase)
        {
            if (book.It.Contains(phrase))
                return new Mentioned(false);
            if (book.Them.Contains(phrase))
                return new Mentioned(true);
        }

        return Places(said, book) is { } places ? new Placed(places)
            : All(said, scene) is { } view ? new Matching(view)
            : (Target?)Parts(said, scene) ?? Title(said, book);
    }

    /// <summary>A title, without the article, and without "task" around it.</summary>
    public static Titled? Title(Utterance said, Phrasebook book)
    {
        if (said.Count == 1 && said[0].IsLiteral)
            return Words.Quoted(said.Whole) is { } quoted ? new(quoted, true) : null;

        var from = said.Skip(0, book.Articles);
        var noun = said.Skip(from, book.Nouns);
        if (noun > 0 && from + noun < said.Count)
            from += noun + said.Skip(from + noun, book.NounLinks);
        if (from == said.Count - 1 && said[from].IsLiteral)
            return Title(said.Narrow(from, said.Count), book);

        var to = said.Count - 1 > from && book.Nouns.Contains(said[said.Count - 1].Norm) ? said.Count - 1 : said.Count;
        if (to == from + 1 && said[from].IsLiteral)
            return Title(said.Narrow(from, to), book);
        return from < to && said.Slice(from, to) is { Length: > 0 } title ? new(title, false) : null;
    }

    /// <summary>"The second one", "1 and 3", "2-4", "the last two".</summary>
    private static List<int>? Places(Utterance said, Phrasebook book)
    {
        var places = new List<int>();
        for (var i = 0; i < said.Count;)
        {
            i += said.Skip(i, book.Joins);
            i += i < said.Count ? said.Skip(i, book.Articles) : 0;
            if (i < said.Count && book.Nouns.Contains(said[i].Norm) && i + 1 < said.Count)
                i++;
            if (i == said.Count || Place(said, i, book) is not { } place || places.Count > MostParts)
                return null;

            places.AddRange(place.Places);
            i += place.Words;
            i += i < said.Count && book.Nouns.Contains(said[i].Norm) ? 1 : 0;
        }

        return places.Count == 0 ? null : [.. places.Distinct()];
    }

    private static (List<int> Places, int Words)? Place(Utterance said, int i, Phrasebook book)
    {
        var lead = said[i].Norm is "number" or "no" or "nr" or "nummer" or "#" && i + 1 < said.Count ? 1 : 0;
        var word = said[i + lead].Norm.TrimStart('#');
        if (word.Split('-') is [var low, var high] && Digits(low) is { } first && Digits(high) is { } last && last >= first && last - first < MostParts)
            return ([.. Enumerable.Range(first, last - first + 1)], lead + 1);
        if (Digits(word) is { } digits)
            return ([digits], lead + 1);
        if (lead == 1 && book.Numbers.TryGetValue(word, out var spoken))
            return ([spoken], 2);

        var words = said.Skip(i, book.Ordinals.ContainsKey);
        if (words == 0)
            return null;

        var ordinal = book.Ordinals[said.Phrase(i, words)!];
        return i + words < said.Count && Count(said[i + words].Norm, book) is { } count && Math.Abs(ordinal) == 1
            ? ([.. Enumerable.Range(1, count).Select(n => n * ordinal)], words + 1)
            : ([ordinal], words);
    }

    private static int? Count(string word, Phrasebook book) =>
        book.Numbers.TryGetValue(word, out var number) && number > 1 ? number : Digits(word) is { } digits and > 1 and <= MostParts ? digits : null;

    private static int? Digits(string word) =>
        word.Length is > 0 and <= 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100
            ? number
            : null;

    /// <summary>"All overdue todos", "everything in groceries".</summary>
    private static TodoView? All(Utterance said, Scene scene)
    {
        var every = said.Skip(0, scene.Book.Every);
        if (every == 0 || ViewGrammar.Read(said, scene) is not { } view)
            return null;

        var isAll = said.Skip(0, scene.Book.Them) > 0 || scene.Book.Them.Contains(said[0].Norm);
        return view.Rest is null ? (view.IsNarrowed || isAll ? view : null) : isAll && !view.IsNarrowed ? view : null;
    }

    private static Several? Parts(Utterance said, Scene scene)
    {
        var cuts = new List<(int From, int To)>();
        var from = 0;
        for (var i = 0; i <= said.Count; i++)
        {
            var join = i < said.Count ? said.Skip(i, scene.Book.Joins) : 0;
            var isCut = i == said.Count || join > 0 || (i > from && said[i - 1].Tail.Contains(',', StringComparison.Ordinal));
            if (!isCut)
                continue;
            if (i > from)
                cuts.Add((from, i));
            from = i + join;
            i = Math.Max(i, from - 1);
        }

        if (cuts.Count is < 2 or > MostParts || Title(said, scene.Book) is not { } whole)
            return null;

        var parts = cuts.Select(c => Read(said.Narrow(c.From, c.To), scene)).ToList();
        return parts.Contains(null) ? null : new Several([.. parts.OfType<Target>()], whole);
    }
}

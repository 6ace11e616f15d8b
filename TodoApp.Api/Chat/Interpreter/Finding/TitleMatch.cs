using System.Globalization;
using System.Text;
using TodoApp.Api.Chat.Interpreter.Grammar;

namespace TodoApp.Api.Chat.Interpreter.Finding;

/// <summary>How well a title fits what was said.</summary>
internal enum Fit
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>More than half of the words are there.</summary>
    Partial,

    /// <summary>All of them are, some with a letter wrong.</summary>
    Close,

    /// <summary>All of them are.</summary>
    Sure,

    /// <summary>It is the same title.</summary>
    Exact,
}

/// <summary>Words of a title without their endings, accents and what says nothing.</summary>
internal static class TitleWords
{
    private const int MostWords = 60;

    public static IReadOnlyList<string> Of(string text, Phrasebook book)
    {
        var words = Cut(text).Take(MostWords).ToList();
        var telling = words.Where(w => !book.StopWords.Contains(w)).ToList();
        return [.. (telling.Count > 0 ? telling : words).Select(w => Stem(w, book)).Distinct()];
    }

    /// <summary>A word without its ending: the same for all forms of it, though not always a word itself.</summary>
    public static string Stem(string word, Phrasebook book)
    {
        if (book.Lemmas.TryGetValue(word, out var lemma))
            word = lemma;
        if (book.Endings.FirstOrDefault(e => word.Length - e.Length >= 3 && word.EndsWith(e, StringComparison.Ordinal)) is { } ending)
            word = word[..^ending.Length] + (ending is "ies" or "ied" ? "y" : "");
        if (word.Length > 3 && word[^1] == word[^2])
            word = word[..^1];
        return word.Length > 3 && word[^1] == 'e' ? word[..^1] : word;
    }

    private static IEnumerable<string> Cut(string text)
    {
        var word = new StringBuilder();
        foreach (var c in Folded(text) + " ")
        {
            if (char.IsLetterOrDigit(c))
                word.Append(c);
            else if (c is not '\'' && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }

    /// <summary>Lower case without accents.</summary>
    private static string Folded(string text)
    {
        var lower = Words.Normal(text);
        if (lower.All(char.IsAscii) || !lower.All(c => c < '\u2000'))
            return lower;

        var apart = lower.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark);
        return new string([.. apart]);
    }
}

/// <summary>Compares what was said with titles.</summary>
internal static class TitleMatch
{
    private const int ShortestPrefix = 3, ShortestTypo = 4, LongWord = 8;

    /// <param name="said">Words of what was said, as <see cref="TitleWords"/> gives them.</param>
    /// <param name="title">Of a todo.</param>
    /// <param name="book">Whose words these are.</param>
    public static Fit Of(IReadOnlyList<string> said, string title, Phrasebook book)
    {
        var words = TitleWords.Of(title, book);
        if (said.Count == 0 || words.Count == 0)
            return Fit.None;
        if (said.Count == words.Count && said.All(words.Contains))
            return Fit.Exact;

        var sure = said.Count(s => words.Any(w => w == s || (s.Length >= ShortestPrefix && w.StartsWith(s, StringComparison.Ordinal))));
        if (sure == said.Count)
            return Fit.Sure;

        var close = said.Count(s => words.Any(w => IsClose(s, w)));
        return close == said.Count ? Fit.Close : 2 * close > said.Count ? Fit.Partial : Fit.None;
    }

    private static bool IsClose(string said, string word) =>
        word == said || (said.Length >= ShortestPrefix && word.StartsWith(said, StringComparison.Ordinal))
        || (Math.Min(said.Length, word.Length) >= ShortestTypo && Edits.Within(said, word, Math.Max(said.Length, word.Length) >= LongWord ? 2 : 1));
}

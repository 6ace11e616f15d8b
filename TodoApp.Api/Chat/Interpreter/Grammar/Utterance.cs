namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>A text and the words of it that are being read; politeness around them is left out by narrowing.</summary>
internal sealed record Utterance(string Text, IReadOnlyList<Word> All, int From, int To)
{
    private const int LongestPhrase = 7;
    private static readonly char[] s_edges = [' ', '\t', '\n', '\r', ',', ';', ':', '.', '!', '?', '…', '-', '–'];

    public int Count => To - From;

    public Word this[int index] => All[From + index];

    public static Utterance Of(string text)
    {
        var words = Words.Of(text);
        return new(text, words, 0, words.Count);
    }

    public Utterance Narrow(int from, int to) => this with { From = From + from, To = From + to };

    /// <summary>The characters of some of the words, without the punctuation around them.</summary>
    public string Slice(int from, int to)
    {
        if (from >= to)
            return "";

        var slice = Text[this[from].Start..this[to - 1].End].Trim();
        var trimmed = slice.TrimEnd(s_edges);
        // The full stop of "31.12." belongs to the date.
        return trimmed.Length < slice.Length && slice[trimmed.Length] == '.' && trimmed.Length > 0 && char.IsAsciiDigit(trimmed[^1])
            ? slice[..(trimmed.Length + 1)].TrimStart(s_edges)
            : trimmed.TrimStart(s_edges);
    }

    /// <summary>All that is being read.</summary>
    public string Whole => Slice(0, Count);

    /// <summary>The longest of the phrases that starts at a word, in words; 0 when none does.</summary>
    public int Skip(int index, IReadOnlySet<string> phrases) => Skip(index, phrases.Contains);

    /// <summary>The longest phrase of a kind that starts at a word, in words; 0 when none does.</summary>
    public int Skip(int index, Func<string, bool> isOne)
    {
        for (var count = Math.Min(LongestPhrase, Count - index); count > 0; count--)
        {
            if (Phrase(index, count) is { } phrase && isOne(phrase))
                return count;
        }

        return 0;
    }

    /// <summary>The longest phrase of a kind that ends at the end, in words; 0 when none does.</summary>
    public int SkipBack(IReadOnlySet<string> phrases)
    {
        for (var count = Math.Min(LongestPhrase, Count); count > 0; count--)
        {
            if (Phrase(Count - count, count) is { } phrase && phrases.Contains(phrase))
                return count;
        }

        return 0;
    }

    /// <summary>Whether a mark of punctuation parts the words.</summary>
    public bool IsParted(char mark) => Enumerable.Range(0, Math.Max(0, Count - 1)).Any(i => this[i].Tail.Contains(mark, StringComparison.Ordinal));

    /// <summary>Some words in their normal form with single spaces; null where one of them is quoted.</summary>
    public string? Phrase(int index, int count)
    {
        if (index < 0 || count < 1 || index + count > Count)
            return null;

        var words = Enumerable.Range(index, count).Select(i => this[i].Norm).ToArray();
        return words.Contains("") ? null : string.Join(' ', words);
    }
}

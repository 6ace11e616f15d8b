namespace TodoApp.Contracts.QuickAdd;

/// <summary>The words that have not been understood yet, and what is needed to understand them.</summary>
internal sealed class Sentence
{
    private const int LongestPhrase = 4;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly bool[] _isIdiom;

    public Sentence(IReadOnlyList<Token> tokens, QuickAddLanguage language, DateOnly today, TimeOnly now)
    {
        (_tokens, Language, Today, Now) = (tokens, language, today, now);
        _isIdiom = new bool[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Lookup(i, language.Idioms, out _, out var count))
                Array.Fill(_isIdiom, true, i, count);
        }
    }

    public QuickAddLanguage Language { get; }

    public DateOnly Today { get; }

    public TimeOnly Now { get; }

    public int Count => _tokens.Count;

    public Token this[int index] => _tokens[index];

    /// <summary>A word in lower case; empty where there is none that could mean anything.</summary>
    public string Word(int index) => index < 0 || index >= Count || _isIdiom[index] ? "" : _tokens[index].Word;

    /// <summary>A word with its full stop, which ends an ordinal in some languages.</summary>
    public string Core(int index) => index < 0 || index >= Count || _isIdiom[index] ? "" : _tokens[index].Core;

    public bool Is(int index, IReadOnlySet<string> words) => Word(index) is { Length: > 0 } word && words.Contains(word);

    /// <summary>How many words from here on make up one of the phrases: the longest.</summary>
    public int Skip(int index, IReadOnlySet<string> phrases)
    {
        for (var count = LongestPhrase; count > 0; count--)
        {
            if (Phrase(index, count) is { } phrase && phrases.Contains(phrase))
                return count;
        }

        return 0;
    }

    /// <summary>Finds the longest phrase from here on.</summary>
    public bool Lookup<T>(int index, IReadOnlyDictionary<string, T> phrases, out T value, out int count)
    {
        for (count = LongestPhrase; count > 0; count--)
        {
            if (Phrase(index, count) is { } phrase && phrases.TryGetValue(phrase, out value!))
                return true;
        }

        value = default!;
        return false;
    }

    /// <summary>Whether a phrase from here on is one that also means something else.</summary>
    public bool IsWeak(int index, int count) => Phrase(index, count) is { } phrase && Language.Weak.Contains(phrase);

    /// <summary>A number in digits or words, within a bound that keeps sums small.</summary>
    public bool Number(int index, out int number)
    {
        var word = Word(index);
        if (Language.Numbers.TryGetValue(word, out number))
            return true;

        number = 0;
        return word.Length is > 0 and <= 3 && word.All(char.IsAsciiDigit) && int.TryParse(word, out number) && number > 0;
    }

    /// <summary>A day of a month, such as "15" or "15th".</summary>
    public bool DayNumber(int index, out int day, out bool isOrdinal)
    {
        var core = Core(index);
        var digits = core.TakeWhile(char.IsAsciiDigit).Count();
        day = 0;
        isOrdinal = digits < core.Length;
        if (digits is 0 or > 2 || (isOrdinal && !Language.OrdinalSuffixes.Contains(core[digits..]) && core[digits..] != "."))
            return false;

        isOrdinal = isOrdinal && Language.OrdinalSuffixes.Contains(core[digits..]);
        day = int.Parse(core.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture);
        return day is >= 1 and <= 31;
    }

    private string? Phrase(int index, int count)
    {
        if (index < 0 || index + count > Count)
            return null;
        if (count == 1)
            return Word(index) is { Length: > 0 } one ? one : null;

        var words = Enumerable.Range(index, count).Select(Word).ToArray();
        return words.Contains("") ? null : string.Join(' ', words);
    }
}

using System.Text;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>A word of what somebody said.</summary>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="End">Behind its last character, punctuation included.</param>
/// <param name="Norm">Lower case, composed, without punctuation around it; empty for quoted words, which mean nothing but themselves.</param>
/// <param name="Tail">The punctuation behind it.</param>
/// <param name="IsLiteral">Whether it was in quotation marks; then all that they hold is one word.</param>
internal sealed record Word(int Start, int End, string Norm, string Tail, bool IsLiteral)
{
    /// <summary>Whether what follows is set off: by a colon, or a dash of its own.</summary>
    public bool IsColon => Tail.Contains(':', StringComparison.Ordinal) || Norm is "-" or "–" or "—";

    /// <summary>Whether a clause ends here.</summary>
    public bool IsClauseEnd => Tail.AsSpan().IndexOfAny(",;.!?") >= 0;
}

/// <summary>Cuts text into words. Linear in its length.</summary>
internal static class Words
{
    private static readonly Dictionary<char, char> s_quotes = new() { ['"'] = '"', ['“'] = '”', ['„'] = '“', ['«'] = '»', ['‘'] = '’', ['\''] = '\'', ['`'] = '`' };
    private const string Punctuation = ",;:.!?…)(";

    /// <summary>Words of a text; characters beyond the bound are left out.</summary>
    public static List<Word> Of(string text)
    {
        var words = new List<Word>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var close = QuoteEnd(text, i);
            var end = WordEnd(text, close ?? i);
            words.Add(close is { } inner
                ? new Word(i, end, "", text[inner..end], true)
                : Plain(text, i, end));
            i = end;
        }

        return words;
    }

    /// <summary>What the quotation marks around a text hold; null where it is not quoted as a whole.</summary>
    public static string? Quoted(string text)
    {
        var trimmed = text.Trim().TrimEnd('.', ',', '!', '?').Trim();
        return trimmed.Length > 2 && QuoteEnd(trimmed, 0) == trimmed.Length && trimmed[1..^1].Trim() is { Length: > 0 } inner ? inner : null;
    }

    private static Word Plain(string text, int start, int end)
    {
        var raw = text.AsSpan(start, end - start);
        var core = raw.TrimEnd(Punctuation);
        var tail = raw[core.Length..].ToString();
        return new Word(start, end, Normal(core.TrimStart('(').ToString()), tail, false);
    }

    /// <summary>Lower case and composed, where composing cannot fail.</summary>
    public static string Normal(string text)
    {
        var lower = text.Replace('’', '\'').ToLowerInvariant();
        return lower.All(c => c < '\u2000') ? lower.Normalize(NormalizationForm.FormC) : lower;
    }

    /// <summary>The position behind a closing quotation mark that ends a word.</summary>
    private static int? QuoteEnd(string text, int start)
    {
        if (!s_quotes.TryGetValue(text[start], out var closing))
            return null;

        for (var close = text.IndexOf(closing, start + 1); close > start + 1; close = text.IndexOf(closing, close + 1))
        {
            if (close + 1 == text.Length || !char.IsLetterOrDigit(text[close + 1]))
                return close + 1;
        }

        return null;
    }

    private static int WordEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return end;
    }
}

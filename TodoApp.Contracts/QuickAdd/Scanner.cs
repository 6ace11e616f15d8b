namespace TodoApp.Contracts.QuickAdd;

/// <summary>Cuts text into words. Quoted text is one literal word; a backslash makes the word behind it literal.</summary>
internal static class Scanner
{
    private static readonly Dictionary<char, char> s_quotes = new() { ['"'] = '"', ['“'] = '”', ['„'] = '“', ['«'] = '»' };

    public static List<Token> Scan(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var token = Next(text, i);
            tokens.Add(token);
            i += token.Raw.Length;
        }

        return tokens;
    }

    private static Token Next(string text, int start)
    {
        var isList = text[start] == '/' && start + 1 < text.Length && s_quotes.ContainsKey(text[start + 1]);
        var quote = isList ? start + 1 : start;
        if (QuoteEnd(text, quote) is { } close)
            return new Token(start, text[start..WordEnd(text, close)], !isList);

        var isEscaped = text[start] == '\\' && start + 1 < text.Length && text[start + 1] != '\\' && !char.IsWhiteSpace(text[start + 1]);
        if (isEscaped)
            return new Token(start, text[start..WordEnd(text, start)], true);

        return new Token(start, text[start..WordEnd(text, start)], false);
    }

    /// <summary>The position behind the closing quotation mark, if one opens here and one closes it at the end of a word.</summary>
    private static int? QuoteEnd(string text, int start)
    {
        if (!s_quotes.TryGetValue(text[start], out var closing))
            return null;

        var close = text.IndexOf(closing, start + 1);
        return close > start + 1 && (close + 1 == text.Length || !char.IsLetterOrDigit(text[close + 1])) ? close + 1 : null;
    }

    private static int WordEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return end;
    }
}

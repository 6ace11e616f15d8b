namespace TodoApp.Contracts.QuickAdd;

/// <summary>Words that begin with a mark: !high, #tag, /list.</summary>
internal static class Marks
{
    private static readonly char[] s_punctuation = [',', ';', ':', '.', '?', '!'];
    private const string Quotes = "\"“”„«»";

    public static Priority? Priority(Token token, QuickAddLanguage language) =>
        !token.IsLiteral && token.Word is ['!', ..] && language.Priorities.TryGetValue(token.Word[1..], out var priority) ? priority : null;

    /// <summary>A tag as it is stored. One of digits only is a number ("issue #12"), not a tag.</summary>
    public static string? Tag(Token token)
    {
        if (token.IsLiteral || token.Raw[0] != '#')
            return null;

        var name = token.Raw[1..].TrimEnd(s_punctuation);
        return TagName.Flaw(name) is null && name.Any(char.IsLetter) ? TagName.Normalize(name) : null;
    }

    /// <summary>A list's name. A second slash makes it a path, which is no list.</summary>
    public static string? List(Token token)
    {
        if (token.IsLiteral || token.Raw[0] != '/' || token.Raw.TrimEnd(s_punctuation).Length < 2)
            return null;

        var raw = token.Raw.TrimEnd(s_punctuation);
        var isQuoted = raw.Length > 3 && Quotes.Contains(raw[1], StringComparison.Ordinal) && Quotes.Contains(raw[^1], StringComparison.Ordinal);
        var name = isQuoted ? raw[2..^1].Trim() : raw[1..];
        var isName = name.Length <= Limits.ListName && PlainTextAttribute.Flaw(name, multiline: false, allowBlank: false) is null;
        return isName && (isQuoted || (!name.Contains('/', StringComparison.Ordinal) && name.Any(char.IsLetter))) ? name : null;
    }
}

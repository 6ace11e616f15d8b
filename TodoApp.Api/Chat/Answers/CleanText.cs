using System.Text;

namespace TodoApp.Api.Chat.Answers;

/// <summary>Makes text of models and tools fit to be kept: PostgreSQL takes neither NUL nor halves of characters.</summary>
internal static class CleanText
{
    private const char Unreadable = '\uFFFD';

    public static string Of(string text)
    {
        var flawed = text.Contains('\0', StringComparison.Ordinal);
        for (var i = 0; !flawed && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            flawed = i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]);
            i++;
        }

        return flawed ? Repaired(text) : text;
    }

    /// <summary>The beginning, at most so long, without half a character at its end.</summary>
    public static string Beginning(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>One line of at most so many characters.</summary>
    public static string Line(string text, int length)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= length ? line : Beginning(line, length - 1) + "…";
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0)
                repaired.Append(Unreadable);
            else
                repaired.Append(rune.ToString());
        }

        return repaired.ToString();
    }
}

using System.Text;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Makes text of other products fit ours.</summary>
internal static class FittedText
{
    /// <summary>At most so many characters, the last an ellipsis when some are missing; never half of a surrogate pair.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    /// <summary>One line without control characters or halves of surrogate pairs, trimmed.</summary>
    public static string Line(string text) => Clean(text, multiline: false).Trim();

    /// <summary>Lines without control characters or halves of surrogate pairs.</summary>
    public static string Lines(string text) => Clean(text, multiline: true);

    private static string Clean(string text, bool multiline)
    {
        if (PlainTextAttribute.Flaw(text, multiline, allowBlank: true) is null)
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || (multiline && rune.Value is '\n' or '\r' or '\t'))
                clean.Append(rune);
            else if (rune.Value is '\n' or '\t')
                clean.Append(' ');
        }

        return clean.ToString();
    }
}

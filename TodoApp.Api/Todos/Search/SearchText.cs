using System.Globalization;
using System.Text;

namespace TodoApp.Api.Todos.Search;

/// <summary>What somebody looks for: the words of it, and the whole of it.</summary>
/// <param name="Whole">As it was typed, without blanks around it.</param>
/// <param name="Words">Its runs of letters and digits; each is taken for the beginning of a word.</param>
internal sealed record SearchText(string Whole, string[] Words)
{
    /// <summary>More words than this narrow nothing any further.</summary>
    private const int MostWords = 10;

    /// <summary>The pattern of LIKE for what contains the whole.</summary>
    public string Pattern => $"%{Whole.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    /// <summary>Null when there is nothing to look for.</summary>
    public static SearchText? Of(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new(text.Trim(), [.. WordsOf(text).Take(MostWords).Select(w => text[w.Start..w.End])]);

    /// <summary>Where the words of a text are.</summary>
    public static IEnumerable<(int Start, int End)> WordsOf(string text)
    {
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var inside = IsPartOfWord(text, i);
            if (inside && start < 0)
                start = i;
            if (!inside && start >= 0)
            {
                yield return (start, i);
                start = -1;
            }
        }

        if (start >= 0)
            yield return (start, text.Length);
    }

    /// <summary>Lower case without accents, near enough to what <c>fold</c> does in the database.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c));
        }

        return folded.Replace("ß", "ss").Replace("æ", "ae").Replace("ø", "o").Replace("ł", "l").ToString();
    }

    // Both halves of a surrogate pair ask for the same character.
    private static bool IsPartOfWord(string text, int i)
    {
        if (char.IsLowSurrogate(text[i]) && i > 0)
            i--;
        return CharUnicodeInfo.GetUnicodeCategory(text, i) is
            <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }
}

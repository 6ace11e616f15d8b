using System.Text;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>A word of quick-add text, as it stands between two white spaces.</summary>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="Raw">All of it.</param>
/// <param name="IsLiteral">Whether it was quoted or escaped, and so means nothing but itself.</param>
internal sealed record Token(int Start, string Raw, bool IsLiteral)
{
    private static readonly char[] s_punctuation = [',', ';', ':', '?', '!'];

    /// <summary>Lower case, without the punctuation that ends a clause; a full stop stays, for it may end an ordinal.</summary>
    public string Core { get; } = IsLiteral ? "" : Plain(Raw.TrimEnd(s_punctuation));

    /// <summary>Lower case, without any punctuation behind it.</summary>
    public string Word { get; } = IsLiteral ? "" : Plain(Raw.TrimEnd([.. s_punctuation, '.']));

    /// <summary>What ends a sentence behind the word, and stays when the word is taken out.</summary>
    public string Tail
    {
        get
        {
            var end = Raw.Length;
            while (end > 0 && Raw[end - 1] is '?' or '!')
                end--;
            return end == 0 ? "" : Raw[end..];
        }
    }

    /// <summary>Whether an exclamation mark follows at once, as in "every!".</summary>
    public bool IsUrgent => Raw.EndsWith('!');

    /// <summary>Composed letters, where composing them cannot fail.</summary>
    private static string Plain(string text)
    {
        var lower = text.Replace('’', '\'').ToLowerInvariant();
        return lower.All(c => c < '\u2000') ? lower.Normalize(NormalizationForm.FormC) : lower;
    }
}

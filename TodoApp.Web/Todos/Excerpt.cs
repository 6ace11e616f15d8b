using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>A few words of a longer text, around what was found in it.</summary>
/// <param name="Text">The words, on one line.</param>
/// <param name="Marks">What was found in them.</param>
internal sealed record Excerpt(string Text, IReadOnlyList<TextSpan> Marks)
{
    private const int Before = 40;
    private const int Longest = 160;
    private const string More = "…";

    /// <summary>The words around the first place; null when the places do not fit the text.</summary>
    public static Excerpt? Of(string text, IReadOnlyList<TextSpan> places)
    {
        var inside = places.Where(place => place.Start >= 0 && place.Length > 0 && (long)place.Start + place.Length <= text.Length)
            .OrderBy(place => place.Start).ToList();
        if (inside.Count == 0)
            return null;

        var start = WordStart(text, Math.Max(0, inside[0].Start - Before), inside[0].Start);
        var end = Whole(text, Math.Min(text.Length, start + Longest));
        var lead = start > 0 ? More : "";
        var words = string.Concat(text[start..end].Select(letter => char.IsWhiteSpace(letter) ? ' ' : letter));
        return new(
            $"{lead}{words}{(end < text.Length ? More : "")}",
            [.. inside.Where(place => place.Start < end)
                .Select(place => new TextSpan(place.Start - start + lead.Length, Math.Min(place.Length, end - place.Start)))]);
    }

    /// <summary>Where the next word begins, so that none is cut in two, unless that would be behind what was found.</summary>
    private static int WordStart(string text, int from, int found)
    {
        if (from == 0)
            return 0;

        var space = text.IndexOf(' ', from, found - from);
        return space < 0 ? Whole(text, from) : space + 1;
    }

    /// <summary>Never between the two halves of one character.</summary>
    private static int Whole(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}

using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>A part of a text, which is highlighted or is not.</summary>
/// <param name="Text">The part.</param>
/// <param name="IsMarked">Whether it is highlighted.</param>
internal readonly record struct TextPiece(string Text, bool IsMarked);

/// <summary>Cuts texts where highlighting begins and ends.</summary>
internal static class TextPieces
{
    /// <summary>Together the pieces are the text, whatever the spans: those that lie outside of it or overlap are cut to fit.</summary>
    public static IReadOnlyList<TextPiece> Of(string text, IEnumerable<TextSpan> spans)
    {
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            var (start, end) = (Clamp(text, Math.Max(span.Start, at)), Clamp(text, (long)span.Start + span.Length));
            if (start >= end)
                continue;
            if (start > at)
                pieces.Add(new(text[at..start], false));

            pieces.Add(new(text[start..end], true));
            at = end;
        }

        if (at < text.Length)
            pieces.Add(new(text[at..], false));

        return pieces;
    }

    /// <summary>A place in the text, and never between the two halves of one character.</summary>
    private static int Clamp(string text, long place)
    {
        var at = (int)Math.Clamp(place, 0, text.Length);
        return at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }
}

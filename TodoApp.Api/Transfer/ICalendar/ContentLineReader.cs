using System.Text;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>
/// Unfolds iCalendar: a line that begins with a space or tab goes on with the one before it (RFC 5545, 3.1). Reads
/// every character once, and takes line ends of all systems.
/// </summary>
internal static class ContentLineReader
{
    /// <summary>The lines of a text with the number of their first one; empty ones are left out.</summary>
    public static IEnumerable<(int Number, string Text)> Unfold(string text)
    {
        var unfolded = new StringBuilder();
        var (number, first) = (0, 0);
        foreach (var range in Lines(text))
        {
            number++;
            var line = text.AsMemory(range);
            if (line.Span is [' ' or '\t', ..] && first > 0)
            {
                unfolded.Append(line.Span[1..]);
                continue;
            }

            if (unfolded.Length > 0)
                yield return (first, unfolded.ToString());
            unfolded.Clear().Append(line.Span);
            first = number;
        }

        if (unfolded.Length > 0)
            yield return (first, unfolded.ToString());
    }

    private static IEnumerable<Range> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (length < 0)
            {
                yield return start..;
                yield break;
            }

            var end = start + length;
            yield return start..end;
            start = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }
    }
}

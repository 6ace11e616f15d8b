using System.Text;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>
/// Writes iCalendar lines, folded so that none is longer than 75 octets and no character is cut in two (RFC 5545, 3.1).
/// </summary>
internal sealed class ContentLineWriter(TextWriter writer)
{
    private const int LongestLine = 75;

    private readonly StringBuilder _folded = new();

    /// <summary>Writes a property. The name may bring parameters along; the value is written as it is.</summary>
    public Task WriteAsync(string name, string value)
    {
        // Most lines are short and plain; octets are characters there.
        if (name.Length + value.Length < LongestLine && Ascii.IsValid(value))
            return writer.WriteAsync($"{name}:{value}\r\n");

        _folded.Clear();
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                // The space that says that the line goes on counts, too.
                _folded.Append("\r\n ");
                octets = 1;
            }

            _folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return writer.WriteAsync(_folded.Append("\r\n"));
    }

    /// <summary>Writes a property of text, unless there is none.</summary>
    public Task WriteTextAsync(string name, string? text) =>
        text is null ? Task.CompletedTask : WriteAsync(name, CalendarText.Escape(text));
}

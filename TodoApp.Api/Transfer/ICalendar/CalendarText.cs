using System.Text;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>Text of iCalendar (RFC 5545, 3.3.11). It knows one line break only, so those of all systems become it.</summary>
internal static class CalendarText
{
    public static string Escape(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>The text as it was; a backslash in front of anything else is one, as products that do not escape mean it.</summary>
    public static string Unescape(string text) => Split(text, separator: null).Single();

    /// <summary>The texts of a list; commas that are escaped separate nothing.</summary>
    public static IReadOnlyList<string> Split(string text) => Split(text, separator: ',');

    private static List<string> Split(string text, char? separator)
    {
        var (texts, current) = (new List<string>(), new StringBuilder(text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == separator)
            {
                texts.Add(current.ToString());
                current.Clear();
            }
            else if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\\' or ';' or ',' or 'n' or 'N')
            {
                i++;
                current.Append(text[i] is 'n' or 'N' ? '\n' : text[i]);
            }
            else
            {
                current.Append(text[i]);
            }
        }

        texts.Add(current.ToString());
        return texts;
    }
}

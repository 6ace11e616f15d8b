using System.Net;
using System.Text;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>Vikunja's descriptions and comments are HTML; ours are Markdown. The text is kept, with its lines and bullets.</summary>
internal static class VikunjaText
{
    public static bool IsHtml(string text) => text.AsSpan().TrimStart() is ['<', ..];

    /// <summary>The text of HTML in one pass; what is no HTML stays as it is.</summary>
    public static string Plain(string text)
    {
        if (!IsHtml(text))
            return text;

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var open = text.IndexOf('<', i);
            var close = open < 0 ? -1 : text.IndexOf('>', open);
            if (close < 0)
                return Tidy(plain.Append(text.AsSpan(i)));

            plain.Append(text.AsSpan(i, open - i)).Append(Instead(text.AsSpan(open + 1, close - open - 1)));
            i = close + 1;
        }

        return Tidy(plain);
    }

    private static string Tidy(StringBuilder text) => WebUtility.HtmlDecode(text.ToString()).Trim();

    private static string Instead(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(' ', '/') is > 0 and var cut ? cut : tag.Length;
        return tag[..end] switch
        {
            "br" or "/p" or "/h1" or "/h2" or "/h3" or "/li" or "/tr" or "/pre" => "\n",
            "li" => "- ",
            _ => "",
        };
    }
}

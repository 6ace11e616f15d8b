using System.Text.RegularExpressions;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>Reads of a query which series and labels it names; promtool says whether it is one.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> s_words = ["and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "inf", "nan"];

    public static IReadOnlyList<string> Metrics(string query)
    {
        var bare = Ranges().Replace(Matchers().Replace(Groupings().Replace(Strings().Replace(query, ""), " "), " "), " ");
        return [.. Names().Matches(bare).Select(m => m.Value).Where(n => !s_words.Contains(n)).Distinct()];
    }

    public static IReadOnlyList<string> Labels(string query)
    {
        var bare = Strings().Replace(query, "");
        var grouped = Groupings().Matches(bare).SelectMany(m => m.Groups["labels"].Value.Split(','));
        var matched = Matchers().Matches(bare).SelectMany(m => m.Value.Trim('{', '}').Split(',')).Select(m => m.Split('=', '!')[0]);
        return [.. grouped.Concat(matched).Select(l => l.Trim()).Where(l => l.Length > 0).Distinct()];
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"(?<![\w:.$])[a-zA-Z_:][\w:]*(?![\w:]*\s*\()")]
    private static partial Regex Names();
}

using TodoApp.Contracts;

namespace TodoApp.Api.Todos.Search;

/// <summary>Shows where a todo has what was searched for.</summary>
internal static class Highlighter
{
    /// <summary>How many places are shown of one text.</summary>
    private const int Most = 50;

    /// <summary>How much of their trigrams two words share that are taken for the same, mistyped.</summary>
    private const double Alike = 0.3;

    public static TodoItem Mark(TodoItem todo, SearchText text, bool similar)
    {
        var words = text.Words.Select(SearchText.Fold).ToArray();
        return todo with { Match = new(Places(todo.Title, text, words, similar), Places(todo.Notes ?? "", text, words, similar: false)) };
    }

    private static List<TextSpan> Places(string text, SearchText sought, string[] words, bool similar)
    {
        if (similar && text.IndexOf(sought.Whole, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            return [new(at, sought.Whole.Length)];

        var places = new List<TextSpan>();
        foreach (var (start, end) in SearchText.WordsOf(text))
        {
            var word = SearchText.Fold(text[start..end]);
            if (words.Any(w => word.StartsWith(w, StringComparison.Ordinal) || (similar && AreAlike(word, w))))
                places.Add(new(start, end - start));
            if (places.Count == Most)
                break;
        }

        return places;
    }

    private static bool AreAlike(string one, string other)
    {
        var (first, second) = (Trigrams(one), Trigrams(other));
        return first.Intersect(second).Count() >= Alike * first.Union(second).Count();
    }

    /// <summary>As pg_trgm counts them: two blanks in front of a word and one behind it.</summary>
    private static HashSet<string> Trigrams(string word)
    {
        var padded = $"  {word} ";
        return [.. Enumerable.Range(0, padded.Length - 2).Select(i => padded.Substring(i, 3))];
    }
}

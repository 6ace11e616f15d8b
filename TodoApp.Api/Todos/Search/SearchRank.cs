using System.Globalization;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Todos.Search;

/// <summary>How a todo is found: by its words, or, where no todo has them, by what its title resembles.</summary>
internal sealed class SearchRank
{
    /// <summary>The order that is best first.</summary>
    public const string Name = "relevance";

    private SearchRank(Sql condition, Sql rank, bool similar) => (Condition, Rank, IsSimilar) = (condition, rank, similar);

    /// <summary>Which rows of <c>todo_words</c> are found, of the owner's.</summary>
    public Sql Condition { get; }

    /// <summary>How well a row is found, more is better.</summary>
    public Sql Rank { get; }

    public bool IsSimilar { get; }

    /// <summary>By the beginnings of all words, a word of the title counting for more than one of the notes.</summary>
    public static SearchRank ByWords(UserId owner, SearchText text)
    {
        // Once for the statement, not for each row. The words are the owner's by their mark; what no index can answer keeps the
        // planner from gathering all that the owner has besides.
        Sql query = $"(SELECT words_asked({owner.Value}, {text.Query}))";
        return new($"w.words @@ {query} AND w.owner_id IS NOT DISTINCT FROM {owner.Value}", $"ts_rank(w.words, {query})", similar: false);
    }

    /// <summary>By any part of the title, or by trigrams, which forgive a typing mistake.</summary>
    public static SearchRank BySimilarity(UserId owner, SearchText text) => new(
        $"w.owner_id = {owner.Value} AND (w.title LIKE fold({text.Pattern}) OR w.title %> fold({text.Whole}))",
        $"CASE WHEN w.title LIKE fold({text.Pattern}) THEN 1 ELSE word_similarity(fold({text.Whole}), w.title) END", similar: true);

    /// <summary>What stands behind ORDER BY.</summary>
    public Sql Order => $"{Rank} DESC, t.id DESC";

    /// <summary>The condition for what comes behind a row; null when the key is no rank.</summary>
    public Sql? Behind(string key, Guid id)
    {
        if (!float.TryParse(key, CultureInfo.InvariantCulture, out var rank))
            return null;
        return $"({Rank}, t.id) < ({rank}, {id})";
    }

    public static string KeyOf(float rank) => rank.ToString("R", CultureInfo.InvariantCulture);
}

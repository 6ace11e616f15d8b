using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Tags in a sentence: "#a #b", "a, b and c".</summary>
internal static class TagWords
{
    /// <summary>Names as they are stored; null where one of them can be no tag.</summary>
    public static IReadOnlyList<string>? Read(Utterance said, Phrasebook book)
    {
        var names = new List<string>();
        for (var i = 0; i < said.Count; i++)
        {
            if (book.Joins.Contains(said[i].Norm))
                continue;

            var name = (said[i].IsLiteral ? Words.Quoted(said.Slice(i, i + 1)) ?? "" : said[i].Norm).TrimStart('#');
            if (TagName.Flaw(name) is not null)
                return null;
            names.Add(TagName.Normalize(name));
        }

        return names.Count is > 0 and <= Limits.TagsPerTodo ? [.. names.Distinct()] : null;
    }

    /// <summary>The same, where every one of them has its mark.</summary>
    public static IReadOnlyList<string>? ReadMarked(Utterance said, Phrasebook book) =>
        Enumerable.Range(0, said.Count).All(i => said[i].Norm is ['#', _, ..] || book.Joins.Contains(said[i].Norm)) ? Read(said, book) : null;
}

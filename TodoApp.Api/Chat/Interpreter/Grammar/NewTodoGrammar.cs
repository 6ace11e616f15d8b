using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>What is to be added: quick-add text, and what is said around it about its list, priority and tags.</summary>
internal static class NewTodoGrammar
{
    private const int MostTails = 4, MostItems = 20, MostNameWords = 4;

    public static NewTodo Read(Utterance said, Scene scene)
    {
        var todo = new NewTodo("");
        var rest = said;
        for (var round = 0; round < MostTails && Tail(rest, todo, scene) is var (next, text); round++)
        {
            todo = next;
            rest = text;
        }

        return Words.Quoted(rest.Whole) is { } quoted
            ? todo with { Text = quoted, IsExact = true }
            : todo with { Text = Tidy(rest.Count == 0 ? said.Whole : rest.Whole, scene) };
    }

    /// <summary>Without the comma that stood before a day: "review the budget, due tomorrow".</summary>
    private static string Tidy(string text, Scene scene)
    {
        if (!text.Contains(',', StringComparison.Ordinal))
            return text;

        var title = QuickAddParser.Parse(text, scene.Today, scene.Now, scene.Dates, _ => false).Title;
        var word = title.Split(' ')[^1];
        return word is [_, .., ','] && !text.TrimEnd().EndsWith(word, StringComparison.Ordinal) && text.LastIndexOf(word + " ", StringComparison.Ordinal) is >= 0 and var at
            ? text.Remove(at + word.Length - 1, 1)
            : text;
    }

    /// <summary>"A; b; c", "a, b and c": several things.</summary>
    public static List<NewTodo> Several(Utterance said, Scene scene, bool isSemicolon)
    {
        var items = new List<NewTodo>();
        var from = 0;
        for (var i = 0; i <= said.Count; i++)
        {
            var isEnd = i == said.Count;
            var join = isEnd || isSemicolon ? 0 : said.Skip(i, scene.Book.Joins);
            var isCut = isEnd || join > 0 || (i > from && said[i - 1].Tail.Contains(isSemicolon ? ';' : ',', StringComparison.Ordinal));
            if (!isCut)
                continue;
            if (i > from && items.Count < MostItems)
                items.Add(Read(said.Narrow(from, i), scene));
            from = i + join;
        }

        return items;
    }

    private static (NewTodo Todo, Utterance Text)? Tail(Utterance said, NewTodo todo, Scene scene)
    {
        foreach (var captures in scene.Book.AddTails.SelectMany(p => p.Match(said).Reverse()))
        {
            if (Applied(captures, todo, scene) is { } applied)
                return (applied, captures.Of("text"));
        }

        return null;
    }

    private static NewTodo? Applied(Captures captures, NewTodo todo, Scene scene)
    {
        if (captures.Has("priority"))
        {
            return todo.Priority == Priority.None && scene.Book.Priorities.TryGetValue(Words.Normal(captures["priority"]), out var priority)
                ? todo with { Priority = priority }
                : null;
        }

        if (captures.Has("tags"))
            return todo.Tags.Count == 0 && TagWords.Read(captures.Of("tags"), scene.Book) is { } tags ? todo with { Tags = tags } : null;
        if (captures.Has("list"))
            return todo.List is null && Bare(captures.Of("list"), scene) is { Length: > 0 } sure ? todo with { List = sure } : null;
        if (!captures.Has("maybelist"))
            return todo;

        // "In 3 days" is no list, and "to mom" is one only where there is such a list.
        var name = captures.Of("maybelist");
        return todo.List is null && Bare(name, scene) is { Length: > 0 } bare && WhenGrammar.Read(name.Whole, scene) is null
            ? todo with { List = bare, WithoutList = captures.Of("text").Text[captures.Of("text")[0].Start..name[name.Count - 1].End] }
            : null;
    }

    /// <summary>The name of a list, without article and quotation marks; empty for what is too long to be one.</summary>
    private static string Bare(Utterance name, Scene scene)
    {
        var bare = name.Narrow(name.Skip(0, scene.Book.Articles), name.Count);
        return bare.Count > MostNameWords ? "" : Words.Quoted(bare.Whole) ?? bare.Whole;
    }
}

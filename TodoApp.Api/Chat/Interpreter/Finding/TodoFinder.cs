using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Finding;

/// <summary>Todos that a phrase may mean.</summary>
/// <param name="Fit">How well all of them fit.</param>
/// <param name="Todos">Those that fit best, open ones before done ones.</param>
internal sealed record Found(Fit Fit, IReadOnlyList<TodoItem> Todos)
{
    public static Found Nothing { get; } = new(Fit.None, []);
}

/// <summary>Finds the todos that phrases mean, by search first and by comparing every word second, in two steps at the most.</summary>
internal sealed class TodoFinder(ToolRun run, Scene scene)
{
    private const int Page = 15;

    /// <param name="phrases">Each finds by itself.</param>
    /// <param name="status">As of <c>list_todos</c>.</param>
    public async Task<IReadOnlyList<Found>> FindAsync(IReadOnlyList<Titled> phrases, string status)
    {
        var said = phrases.Select(p => TitleWords.Of(p.Phrase, scene.Book)).ToList();
        var searched = await run.CallAsync([.. said.Select(words => Search(words, status))]);
        var items = searched.Select(s => TodoPages.Items(s.Text)).ToList();
        var found = phrases.Select((p, i) => Best(p, said[i], items[i])).ToList();
        var unsure = Enumerable.Range(0, phrases.Count).Where(i => found[i].Fit < Fit.Sure && said[i].Count > 0).ToList();
        if (unsure.Count == 0)
            return found;

        var more = await run.CallAsync([.. unsure.Select(i => Search([said[i].MaxBy(w => w.Length)!], status)), Recent(status)]);
        var recent = TodoPages.Items(more[^1].Text);
        foreach (var (i, n) in unsure.Select((i, n) => (i, n)))
            found[i] = Best(phrases[i], said[i], [.. items[i].Concat(TodoPages.Items(more[n].Text)).Concat(recent).DistinctBy(t => t.Id)]);
        return found;
    }

    private Found Best(Titled phrase, IReadOnlyList<string> said, IReadOnlyList<TodoItem> items)
    {
        if (phrase.IsExact && items.Where(t => t.Title.Trim().Equals(phrase.Phrase.Trim(), StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } same)
            return new(Fit.Exact, OpenFirst(same));

        var fits = items.Select(t => (Todo: t, Fit: TitleMatch.Of(said, t.Title, scene.Book))).Where(f => f.Fit > Fit.None).ToList();
        // What is open is meant before what is done, if it fits at all.
        var open = fits.Where(f => f is { Todo.Completed: false, Fit: >= Fit.Sure }).ToList();
        var pool = open.Count > 0 ? open : fits;
        var best = pool.Select(f => f.Fit).DefaultIfEmpty(Fit.None).Max();
        return best == Fit.None ? Found.Nothing : new(best, OpenFirst(pool.Where(f => f.Fit == best).Select(f => f.Todo)));
    }

    private static List<TodoItem> OpenFirst(IEnumerable<TodoItem> todos) => [.. todos.OrderBy(t => t.Completed).ThenBy(t => t.Id)];

    private static (string, JsonObject) Search(IReadOnlyList<string> words, string status)
    {
        // From their beginnings; an ending that differs between forms is left out.
        var text = string.Join(' ', words.Select(w => w is [.., 'y'] && w.Length > 4 ? w[..^1] : w));
        return ("search_todos", new JsonObject
        {
            ["q"] = text.Length is 0 ? "?" : text[..Math.Min(text.Length, Limits.Search)],
            ["status"] = status,
            ["limit"] = Page,
        });
    }

    private static (string, JsonObject) Recent(string status) =>
        ("list_todos", new JsonObject { ["status"] = status, ["sort"] = "-updated", ["limit"] = Page });
}

using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Finding;

/// <summary>Finds lists and tags by name.</summary>
internal sealed class ListFinder(ToolRun run, Scene scene)
{
    private IReadOnlyList<ListItem>? _lists;

    private sealed record AllOf<T>(IReadOnlyList<T>? Items);

    public async Task<IReadOnlyList<ListItem>> AllAsync() =>
        _lists ??= [.. Items<ListItem>(await run.CallAsync("list_lists", [])).Where(l => l.Name is not null)];

    /// <summary>After a list was created.</summary>
    public void Forget() => _lists = null;

    public async Task<IReadOnlyList<TagItem>> TagsAsync() =>
        [.. Items<TagItem>(await run.CallAsync("list_tags", [])).Where(t => t.Name is not null)];

    /// <summary>The tag of a name, whatever its ending.</summary>
    public async Task<TagItem?> TagAsync(string name) =>
        TagName.Flaw(name) is not null ? null
        : (await TagsAsync()).FirstOrDefault(t => TitleWords.Stem(t.Name, scene.Book) == TitleWords.Stem(Words.Normal(name), scene.Book));

    /// <summary>The list of a name, or the like of it.</summary>
    /// <param name="name">As it was said.</param>
    /// <param name="isLoose">Whether a letter may be wrong, or the end missing.</param>
    public async Task<ListItem?> FindAsync(string name, bool isLoose)
    {
        var lists = await AllAsync();
        var said = Plain(name);
        if (lists.FirstOrDefault(l => Plain(l.Name) == said) is { } same)
            return same;

        var words = TitleWords.Of(name, scene.Book);
        if (lists.Where(l => TitleMatch.Of(words, l.Name, scene.Book) is Fit.Exact).ToList() is [var exact])
            return exact;
        return isLoose && lists.Where(l => TitleMatch.Of(words, l.Name, scene.Book) is Fit.Sure or Fit.Close).ToList() is [var like] ? like : null;
    }

    /// <summary>What a tool gave, which may be anything.</summary>
    private static IEnumerable<T> Items<T>(Given given) where T : class => (given.As<AllOf<T>>()?.Items ?? []).Where(i => i is not null);

    private string Plain(string name)
    {
        var said = Utterance.Of(name);
        var from = said.Skip(0, scene.Book.Articles);
        var to = said.Count > from + 1 && scene.Book.ViewWords.GetValueOrDefault(said[said.Count - 1].Norm) is ViewWord.List ? said.Count - 1 : said.Count;
        return said.Phrase(from, to - from) ?? Words.Normal(name);
    }
}

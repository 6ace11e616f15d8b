using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;

namespace TodoApp.Api.Chat.Interpreter.Dialogue;

/// <summary>An answer to a question.</summary>
/// <param name="Chosen">Indexes of the options; empty for none of them, or no.</param>
/// <param name="Text">What was said, where the question was an open one.</param>
internal sealed record Reply(IReadOnlyList<int> Chosen, string Text)
{
    public static Reply No { get; } = new([], "");
}

/// <summary>A question to the person.</summary>
/// <param name="Text">As it is asked.</param>
/// <param name="Scene">Where it is asked.</param>
internal abstract record Question(string Text, Scene Scene)
{
    /// <summary>What a text answers; null where it is no answer to this.</summary>
    public Reply? Read(string said) => Read(Manners.Strip(Utterance.Of(said), Scene.Book));

    protected abstract Reply? Read(Utterance said);

    protected static bool IsOne(Utterance said, IReadOnlySet<string> phrases) => said.Phrase(0, said.Count) is { } phrase && phrases.Contains(phrase);
}

/// <summary>Which of several, by number, by title or all.</summary>
/// <param name="Text">As it is asked.</param>
/// <param name="Scene">Where it is asked.</param>
/// <param name="Titles">Of the options.</param>
internal sealed record Choice(string Text, Scene Scene, IReadOnlyList<string> Titles) : Question(Text, Scene)
{
    private const int MostWords = 8;

    protected override Reply? Read(Utterance said)
    {
        if (said.Count is 0 or > MostWords)
            return null;
        if (IsOne(said, Scene.Book.No))
            return Reply.No;
        if (IsOne(said, Scene.Book.All) || (Titles.Count == 1 && IsOne(said, Scene.Book.Yes)))
            return new([.. Enumerable.Range(0, Titles.Count)], "");

        return TargetGrammar.Read(said, Scene) switch
        {
            Placed { Places: var places } => places.All(IsPlace) ? new([.. places.Select(p => p > 0 ? p - 1 : Titles.Count + p)], "") : null,
            Titled title when Match(title) is { } index => new([index], ""),
            _ => null,
        };
    }

    private bool IsPlace(int place) => Math.Abs(place) is > 0 and var n && n <= Titles.Count;

    private int? Match(Titled title)
    {
        var words = TitleWords.Of(title.Phrase, Scene.Book);
        var fits = Enumerable.Range(0, Titles.Count).Where(i => TitleMatch.Of(words, Titles[i], Scene.Book) is Fit.Exact or Fit.Sure).ToList();
        var exact = fits.Where(i => TitleMatch.Of(words, Titles[i], Scene.Book) is Fit.Exact).ToList();
        return fits.Count == 1 ? fits[0] : exact.Count == 1 ? exact[0] : null;
    }
}

/// <summary>Yes or no.</summary>
/// <param name="Text">As it is asked.</param>
/// <param name="Scene">Where it is asked.</param>
internal sealed record YesNo(string Text, Scene Scene) : Question(Text, Scene)
{
    protected override Reply? Read(Utterance said) =>
        IsOne(said, Scene.Book.Yes) ? new([0], "") : IsOne(said, Scene.Book.No) ? Reply.No : null;
}

/// <summary>Something that is missing.</summary>
/// <param name="Text">As it is asked.</param>
/// <param name="Scene">Where it is asked.</param>
/// <param name="Complete">The command with what was missing; null where that makes no sense.</param>
internal sealed record Missing(string Text, Scene Scene, Func<string, Command?> Complete) : Question(Text, Scene)
{
    protected override Reply? Read(Utterance said) =>
        said.Count == 0 ? null
        : IsOne(said, Scene.Book.No) ? Reply.No
        : CommandGrammar.Read(said.Whole, Scene) is [ShowTodos or Undo or Remark or ShowLists] || Complete(said.Whole) is null ? null
        : new Reply([0], said.Whole);
}

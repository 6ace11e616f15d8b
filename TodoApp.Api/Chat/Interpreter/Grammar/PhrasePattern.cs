namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>What a pattern captured: the words from and to, by name.</summary>
internal sealed class Captures(Utterance said, IReadOnlyDictionary<string, (int From, int To)> spans)
{
    public bool Has(string name) => spans.ContainsKey(name);

    /// <summary>The text that was captured; empty when nothing was.</summary>
    public string this[string name] => spans.TryGetValue(name, out var span) ? said.Slice(span.From, span.To) : "";

    /// <summary>What was captured, to be read further.</summary>
    public Utterance Of(string name) => spans.TryGetValue(name, out var span) ? said.Narrow(span.From, span.To) : said.Narrow(0, 0);
}

/// <summary>
/// A way to say something, as data: words (<c>a|b</c> is either), <c>( … | … )</c> is one of several phrases, <c>[ … | … ]</c>
/// one of them or none, <c>{name}</c> is one word or more, <c>:</c> is where a colon or dash stands, <c>&lt;set&gt;</c> is a
/// named part. It matches all of what was said or nothing of it. Every match is given, the one with the shortest captures
/// first, for who reads them to choose. With at most <see cref="MostWords"/> words the work is bounded.
/// </summary>
internal sealed class PhrasePattern
{
    /// <summary>Longer texts match no pattern with more than one capture.</summary>
    public const int MostWords = 60;
    private readonly Node _start;
    private readonly int _captures;

    private PhrasePattern(Node start, int captures) => (_start, _captures) = (start, captures);

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">In the notation above.</param>
    /// <param name="sets">What <c>&lt;set&gt;</c> stands for, in the same notation.</param>
    public static PhrasePattern Parse(string pattern, IReadOnlyDictionary<string, string> sets)
    {
        var tokens = PatternReader.Tokens(pattern, sets);
        return new PhrasePattern(new PatternReader(tokens).Read(), tokens.Count(t => t[0] == '{'));
    }

    public IEnumerable<Captures> Match(Utterance said) =>
        said.Count == 0 || (_captures > 1 && said.Count > MostWords)
            ? []
            : Run(_start, said, 0, []).Select(spans => new Captures(said, spans));

    private static IEnumerable<Dictionary<string, (int, int)>> Run(
        Node node, Utterance said, int at, Dictionary<string, (int, int)> spans)
    {
        switch (node)
        {
            case End:
                return at == said.Count ? [spans] : [];
            case AnyOf any:
                return at < said.Count && any.Words.Contains(said[at].Norm) ? Run(any.Next, said, at + 1, spans) : [];
            case Colon colon:
                return at > 0 && said[at - 1].IsColon ? Run(colon.Next, said, at, spans)
                    : at < said.Count && said[at].IsColon && said[at].Norm.Length == 1 ? Run(colon.Next, said, at + 1, spans) : [];
            case Choice choice:
                return choice.Nexts.SelectMany(next => Run(next, said, at, spans));
            case Capture capture:
                return Enumerable.Range(at + 1, Math.Max(0, said.Count - at))
                    .SelectMany(end => Run(capture.Next, said, end, new(spans) { [capture.Name] = (at, end) }));
            default:
                throw new InvalidOperationException($"There is no node {node.GetType()}.");
        }
    }

    internal abstract record Node;

    internal sealed record End : Node;

    internal sealed record AnyOf(IReadOnlySet<string> Words, Node Next) : Node;

    internal sealed record Colon(Node Next) : Node;

    internal sealed record Choice(IReadOnlyList<Node> Nexts) : Node;

    internal sealed record Capture(string Name, Node Next) : Node;
}

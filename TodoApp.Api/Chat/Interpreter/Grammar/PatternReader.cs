using System.Text;
using static TodoApp.Api.Chat.Interpreter.Grammar.PhrasePattern;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Reads the notation of <see cref="PhrasePattern"/>.</summary>
internal sealed class PatternReader(IReadOnlyList<string> tokens)
{
    private const int MostNesting = 4;
    private int _at;

    /// <summary>Words and brackets, with the named parts put in.</summary>
    public static List<string> Tokens(string pattern, IReadOnlyDictionary<string, string> sets)
    {
        for (var depth = 0; pattern.Contains('<', StringComparison.Ordinal); depth++)
        {
            if (depth == MostNesting)
                throw new InvalidOperationException($"A part of \"{pattern}\" is not known.");
            pattern = sets.Aggregate(pattern, (text, set) => text.Replace($"<{set.Key}>", $" ( {set.Value} ) ", StringComparison.Ordinal));
        }

        var spaced = new StringBuilder();
        var nesting = 0;
        foreach (var c in pattern)
        {
            nesting += c is '[' or '(' ? 1 : c is ']' or ')' ? -1 : 0;
            // Inside brackets a bar parts phrases, outside of them words.
            spaced.Append(c is '[' or ']' or '(' or ')' || (c == '|' && nesting > 0) ? $" {c} " : c);
        }

        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    public Node Read()
    {
        var items = Sequence();
        if (_at < tokens.Count)
            throw new InvalidOperationException($"\"{string.Join(' ', tokens)}\" has a bracket too many.");
        return items(new End());
    }

    /// <summary>Items up to a bracket that closes or a bar; each is what it becomes when what follows is known.</summary>
    private Func<Node, Node> Sequence()
    {
        var items = new List<Func<Node, Node>>();
        while (_at < tokens.Count && tokens[_at] is not ("]" or ")" or "|"))
            items.Add(Item());
        return next => items.AsEnumerable().Reverse().Aggregate(next, (behind, item) => item(behind));
    }

    private Func<Node, Node> Item()
    {
        var token = tokens[_at++];
        switch (token[0])
        {
            case '[':
                var optional = Alternatives("]");
                return next => new Choice([.. optional.Select(a => a(next)), next]);
            case '(':
                var group = Alternatives(")");
                return next => new Choice([.. group.Select(a => a(next))]);
            case '{':
                return next => new Capture(token[1..^1], next);
            case ':':
                return next => new Colon(next);
            default:
                return Either(token.Split('|').ToHashSet());
        }
    }

    private static Func<Node, Node> Either(HashSet<string> words) =>
        words.Remove(":") ? next => new Choice([new AnyOf(words, next), new Colon(next)]) : next => new AnyOf(words, next);

    private List<Func<Node, Node>> Alternatives(string close)
    {
        var alternatives = new List<Func<Node, Node>> { Sequence() };
        while (_at < tokens.Count && tokens[_at] == "|")
        {
            _at++;
            alternatives.Add(Sequence());
        }

        if (_at == tokens.Count || tokens[_at++] != close)
            throw new InvalidOperationException($"\"{string.Join(' ', tokens)}\" lacks a bracket.");
        return alternatives;
    }
}

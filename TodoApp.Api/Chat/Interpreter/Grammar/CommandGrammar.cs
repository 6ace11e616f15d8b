namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>
/// Understands what somebody says as commands. A pure function of the text and the scene: it never throws on text, and what
/// it is not sure of is <see cref="Unclear"/>. Anything that negates, asks or quotes is read before anything that acts.
/// </summary>
internal static class CommandGrammar
{
    private const int MostCommands = 5, MostLines = 20, MostWords = 400;
    private static readonly char[] s_bullets = ['-', '*', '•', '–', '+'];

    /// <summary>The commands of a text, in order; at least one.</summary>
    public static IReadOnlyList<Command> Read(string text, Scene scene)
    {
        if (Words.Quoted(text) is not null)
            return [new Unclear(text.Trim(), IsQuestion: false)];

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length is > 1 and <= MostLines ? OfLines(lines, scene) : OfSentence(Utterance.Of(text), scene);
    }

    /// <summary>A list of things to add, or a command in each line.</summary>
    private static List<Command> OfLines(string[] lines, Scene scene)
    {
        var items = lines.Where(IsBulleted).Select(line => line.TrimStart(s_bullets).TrimStart("0123456789.)[]x ".ToCharArray()).Trim()).Where(l => l.Length > 0).ToList();
        var heading = lines[0].TrimEnd(':').TrimEnd();
        var isHeaded = lines[0].EndsWith(':') && (items.Count == 0 || items.Count == lines.Length - 1);
        if (items.Count == lines.Length)
            return [new AddTodos([.. items.Select(i => NewTodoGrammar.Read(Utterance.Of(i), scene))])];
        if (isHeaded && OfHeading(heading, items.Count > 0 ? items : [.. lines.Skip(1)], scene) is { } added)
            return [added];

        var commands = lines.SelectMany(line => OfSentence(Utterance.Of(line), scene)).Take(MostCommands + 1).ToList();
        return commands.Count <= MostCommands && !commands.Exists(c => c is Unclear) ? commands : [new Unclear(string.Join(' ', lines), false)];
    }

    private static bool IsBulleted(string line) =>
        line.Length > 1 && (s_bullets.Contains(line[0]) || (char.IsAsciiDigit(line[0]) && line.IndexOfAny(['.', ')']) is 1 or 2)) && line.Contains(' ', StringComparison.Ordinal);

    /// <summary>"Add:", "Add these todos:", "Groceries:" with lines below.</summary>
    private static AddTodos? OfHeading(string heading, List<string> items, Scene scene)
    {
        var probe = items[0];
        return Single(Utterance.Of($"{heading}: {probe}"), scene) is AddTodos { Todos: [var first] } && first.Text.EndsWith(probe, StringComparison.Ordinal)
            ? new AddTodos([.. items.Select(item => first with { Text = item })])
            : null;
    }

    private static List<Command> OfSentence(Utterance said, Scene scene)
    {
        if (said.Count > MostWords)
            return [new Unclear(said.Whole, false)];

        var commands = new List<Command>();
        var rest = Manners.Strip(said, scene.Book);
        while (commands.Count < MostCommands - 1 && Cut(rest, scene) is { } cut)
        {
            commands.Add(cut.First);
            rest = cut.Behind;
        }

        commands.Add(Single(rest, scene));
        return commands;
    }

    /// <summary>Where one command ends and another begins: both sides must be commands beyond doubt.</summary>
    private static (Command First, Utterance Behind)? Cut(Utterance said, Scene scene)
    {
        if (said.Count > PhrasePattern.MostWords)
            return null;

        for (var i = 1; i < said.Count - 1; i++)
        {
            var join = said.Skip(i, scene.Book.Joins) is var j and > 0 ? j : said.Skip(i, scene.Book.Sequels);
            var isSequel = said.Skip(i, scene.Book.Sequels) > 0 || said[i - 1].Tail.AsSpan().IndexOfAny(";.!") >= 0;
            if ((join == 0 && !said[i - 1].IsClauseEnd) || i + join >= said.Count)
                continue;

            var rest = Manners.Strip(said.Narrow(i + join, said.Count), scene.Book);
            if (Clause(rest, scene) is not (null or Remark) && Clause(Manners.Strip(said.Narrow(0, i), scene.Book), scene) is not (null or Remark or Lacking) and var first
                && (first is not AddTodos || isSequel))
                return (first!, rest);
        }

        return null;
    }

    /// <summary>One command.</summary>
    private static Command Single(Utterance said, Scene scene)
    {
        var book = scene.Book;
        if (said.Count == 0)
            return new Remark(RemarkKind.Help);
        if (said.Phrase(0, said.Count) is { } phrase && book.Remarks.TryGetValue(phrase, out var remark))
            return new Remark(remark);
        if (book.Wishes is var wishes && said.Skip(0, wishes) is > 0 and var wish && wish < said.Count)
            return Wished(said.Narrow(wish, said.Count), scene);
        if (said.Skip(0, book.Hedges) > 0)
            return new Remark(RemarkKind.Advice);

        var isQuestion = said.Skip(0, book.QuestionWords) > 0 || said[said.Count - 1].Tail.Contains('?', StringComparison.Ordinal);
        return Led(said, scene) ?? ViewGrammar.Ask(said, scene, isQuestion) ?? Corrected(said, scene)
            ?? (isQuestion ? null : CommandReader.Read(said, scene, Intent.MoveToList + 1, Intent.News))
            ?? new Unclear(said.Whole, isQuestion);
    }

    /// <summary>A command that begins with a verb of its own.</summary>
    private static Command? Led(Utterance said, Scene scene)
    {
        var led = CommandReader.Read(said, scene, Intent.Note, Intent.MoveToList);
        // "Can I see my todos" asks to see them, not whether one may.
        return led is Remark { Kind: RemarkKind.Advice or RemarkKind.Negated } && ViewGrammar.Ask(said, scene, isQuestion: true) is { View.Rest: null } view ? view : led;
    }

    /// <summary>A command that stands beside another: one with a verb, or one that asks to see something.</summary>
    private static Command? Clause(Utterance said, Scene scene) =>
        said.Count == 0 ? null : Led(said, scene) ?? (said.Skip(0, scene.Book.ViewOpeners) > 0 ? ViewGrammar.Ask(said, scene, isQuestion: true) : null);

    /// <summary>"I want to …": a command where it is one, else something to add.</summary>
    private static Command Wished(Utterance wish, Scene scene) => Single(wish, scene) switch
    {
        Unclear => new AddTodos([NewTodoGrammar.Read(wish, scene)]),
        var command => command,
    };

    /// <summary>With the first word as the verb it was surely meant to be. No verb that destroys is guessed.</summary>
    private static Command? Corrected(Utterance said, Scene scene)
    {
        var typed = said[0].Norm;
        if (typed.Length < 4 || said.Count < 2 || scene.Book.Verbs.Contains(typed))
            return null;

        var verb = scene.Book.Verbs.Where(v => Edits.Within(typed, v, 1)).Order(StringComparer.Ordinal).FirstOrDefault();
        return verb is null
            ? null
            : CommandReader.Read(Utterance.Of($"{verb} {said.Slice(1, said.Count)}"), scene, Intent.History, Intent.MoveToList) is Act { Action: TodoAction.Delete }
                ? null
                : CommandReader.Read(Utterance.Of($"{verb} {said.Slice(1, said.Count)}"), scene, Intent.Note, Intent.MoveToList);
    }
}

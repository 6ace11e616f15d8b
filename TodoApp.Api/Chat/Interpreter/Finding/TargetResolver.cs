using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Doing;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Finding;

/// <summary>What todos are looked for.</summary>
/// <param name="Status">As of <c>list_todos</c>.</param>
/// <param name="IsCareful">Whether a likeness is asked about rather than taken: for what destroys.</param>
/// <param name="IsNews">Whether only a clear match is one, and nothing is said where there is none.</param>
internal sealed record Aim(string Status, bool IsCareful = false, bool IsNews = false);

/// <summary>Finds out which todos are meant. Where several fit equally, or the only one is a mere likeness, the person is asked.</summary>
internal sealed class TargetResolver(ToolRun run, Scene scene, TodoFinder finder, ListFinder lists, ViewQuery views)
{
    private const int MostOptions = 9;

    /// <summary>The todos; null when there are none, which was said, or when the person meant none.</summary>
    public async Task<IReadOnlyList<TodoItem>?> ResolveAsync(Target target, Aim aim) => target switch
    {
        Titled title => await TitledAsync(title, aim),
        Placed placed => Places(placed),
        Mentioned mentioned => await MentionedAsync(mentioned),
        Matching matching => await MatchingAsync(matching.View),
        Several several => await SeveralAsync(several, aim),
        _ => throw new InvalidOperationException($"There is no target {target.GetType()}."),
    };

    private async Task<IReadOnlyList<TodoItem>?> TitledAsync(Titled title, Aim aim) =>
        await DecideAsync(title, (await finder.FindAsync([title], aim.Status))[0], aim);

    /// <summary>Takes what was found, asks which of it, or says that nothing was.</summary>
    private async Task<IReadOnlyList<TodoItem>?> DecideAsync(Titled title, Found found, Aim aim)
    {
        if (found.Fit < Fit.Sure && !title.IsExact && await InListAsync(title, aim) is { } inList)
            found = inList;
        if (aim.IsNews && found.Fit < Fit.Sure)
            return null;
        if (found.Todos.Count == 0)
        {
            run.Say($"I found {(aim.Status is "trash" ? "nothing in the trash" : aim.Status is "completed" ? "no completed todo" : "no todo")} like “{Phrasing.Escape(title.Phrase)}”.");
            return null;
        }

        var isTaken = found.Todos.Count == 1
            && (found.Fit is Fit.Exact or Fit.Sure || (found.Fit is Fit.Close && !aim.IsCareful)) && !(title.IsExact && found.Fit < Fit.Exact && aim.IsCareful);
        return isTaken ? found.Todos : await ChooseAsync(found.Todos, found.Fit);
    }

    /// <summary>"The milk in groceries", where there is such a list.</summary>
    private async Task<Found?> InListAsync(Titled title, Aim aim)
    {
        var said = Utterance.Of(title.Phrase);
        for (var i = said.Count - 2; i > 0; i--)
        {
            var isIn = scene.Book.ViewWords.GetValueOrDefault(said[i].Norm) is ViewWord.In || scene.Book.Prepositions.Contains(said[i].Norm);
            if (!isIn || await lists.FindAsync(said.Slice(i + 1, said.Count), isLoose: false) is not { } list)
                continue;

            var found = (await finder.FindAsync([new Titled(said.Slice(0, i), false)], aim.Status))[0];
            return found with { Todos = [.. found.Todos.Where(t => t.ListId == list.Id)] };
        }

        return null;
    }

    private async Task<IReadOnlyList<TodoItem>?> ChooseAsync(IReadOnlyList<TodoItem> todos, Fit fit)
    {
        var options = todos.Take(MostOptions).ToList();
        var text = options.Count == 1
            ? $"Do you mean this one?\n\n{Phrasing.Lines(options, scene.Today)}"
            : $"{(fit < Fit.Sure ? "I am not sure which one you mean. Is it one of these?" : "Which one do you mean?")}\n\n{Phrasing.Lines(options, scene.Today)}\n\nSay a number, “all” or “none”.";
        var reply = await run.AskAsync(new Choice(text, scene, [.. options.Select(o => o.Title)]));
        if (reply.Chosen.Count > 0)
            return [.. reply.Chosen.Distinct().Select(i => options[i])];

        run.Say("All right, nothing was changed.");
        return null;
    }

    private List<TodoItem>? Places(Placed placed)
    {
        var shown = run.Mentions.Shown;
        if (shown.Count == 0)
        {
            run.Say("I have shown no list that I could count in. Say “show my todos” first.");
            return null;
        }

        if (placed.Places.FirstOrDefault(p => Math.Abs(p) > shown.Count) is not 0 and var beyond)
        {
            run.Say($"There is no number {Math.Abs(beyond)}: I showed {Phrasing.Count(shown.Count)}.");
            return null;
        }

        return [.. placed.Places.Select(p => p > 0 ? shown[p - 1] : shown[shown.Count + p]).DistinctBy(t => t.Id)];
    }

    private async Task<IReadOnlyList<TodoItem>?> MentionedAsync(Mentioned mentioned)
    {
        var spoken = run.Mentions.Spoken;
        if (spoken.Count == 0)
        {
            run.Say(mentioned.IsMany ? "Which ones? Say for example “all overdue todos”, or “show my todos” first." : "Which todo do you mean? Say its title, or “show my todos” first.");
            return null;
        }

        return mentioned.IsMany || spoken.Count == 1 ? spoken : await ChooseAsync(spoken, Fit.Sure);
    }

    private async Task<IReadOnlyList<TodoItem>?> MatchingAsync(TodoView view)
    {
        var read = await views.ReadAsync(view, ViewQuery.MostPages);
        if (read.Flaw is null && read.Todos.Count > 0)
            return read.Todos;

        run.Say(read.Flaw ?? "There are no such todos.");
        return null;
    }

    /// <summary>"X and Y" is a title where there is one like it, else two.</summary>
    private async Task<IReadOnlyList<TodoItem>?> SeveralAsync(Several several, Aim aim)
    {
        var titles = several.Parts.OfType<Titled>().ToList();
        var found = await finder.FindAsync([several.Whole, .. titles], aim.Status);
        if (found[0] is { Fit: >= Fit.Sure, Todos.Count: 1 } whole)
            return whole.Todos;

        var all = new List<TodoItem>();
        foreach (var part in several.Parts)
        {
            var some = part is Titled title ? await DecideAsync(title, found[titles.IndexOf(title) + 1], aim) : await ResolveAsync(part, aim);
            if (some is null && aim.IsCareful)
                return null;
            all.AddRange(some ?? []);
        }

        return all.Count == 0 ? null : [.. all.DistinctBy(t => t.Id)];
    }
}

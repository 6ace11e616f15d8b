using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>Carries out commands through the tools, one after the other.</summary>
internal sealed class CommandRunner
{
    private const int MostWords = 25, MostNameWords = 4;
    private readonly ToolRun _run;
    private readonly Scene _scene;
    private readonly ListFinder _lists;
    private readonly Adding _adding;
    private readonly Showing _showing;
    private readonly Acting _acting;
    private readonly Changing _changing;

    public CommandRunner(ToolRun run, Scene scene)
    {
        (_run, _scene) = (run, scene);
        var lists = _lists = new ListFinder(run, scene);
        var finder = new TodoFinder(run, scene);
        var views = new ViewQuery(run, scene, lists);
        var resolver = new TargetResolver(run, scene, finder, lists, views);
        _adding = new Adding(run, scene, lists);
        _showing = new Showing(run, scene, lists, views, resolver);
        _acting = new Acting(run, resolver);
        _changing = new Changing(run, scene, resolver, finder, _adding);
    }

    public async Task RunAsync(IReadOnlyList<Command> commands)
    {
        foreach (var command in commands)
            await RunAsync(command);
    }

    private Task RunAsync(Command command) => command switch
    {
        AddTodos add => _adding.AddAsync(add),
        NewList list => _adding.CreateListAsync(list.Name),
        PutInList put => _changing.PutAsync(put),
        Change change => _changing.ChangeAsync(change),
        Act act => ActAsync(act),
        ShowTodos show => _showing.TodosAsync(show.View),
        SearchTodos search => _showing.SearchAsync(search.Text),
        ShowDetails details => _showing.DetailsAsync(details.Target),
        ShowHistory history => _showing.HistoryAsync(history.Target),
        ShowLists => _showing.ListsAsync(),
        ShowTags => _showing.TagsAsync(),
        PlanDay plan => _showing.PlanAsync(plan.Day),
        Undo => UndoAsync(),
        Lacking lacking => AskForAsync(lacking),
        Unclear unclear => UnclearAsync(unclear),
        Remark remark => SayAsync(Talking.Of(remark.Kind)),
        _ => throw new InvalidOperationException($"There is no command {command.GetType()}."),
    };

    private Task SayAsync(string text)
    {
        _run.Say(text);
        return Task.CompletedTask;
    }

    private async Task ActAsync(Act act)
    {
        if (!await _acting.ActAsync(act))
            _run.Say("I found no todo that this is about, so I changed nothing. Say for example “add …” or “complete …”.");
    }

    private async Task UndoAsync()
    {
        var given = await _run.CallAsync("undo_turn", []);
        var undone = given.As<UndoResult>();
        _run.Say(undone is not { Reverted: not null, ChangedSince: not null }
            ? given.Code is ProblemCodes.NotFound or ProblemCodes.Conflict ? "There is nothing that I could take back." : Failures.Say(given)
            : undone.Reverted.Count == 0 ? "That was changed again since, so I left it as it is."
            : $"Took it back{(undone.ChangedSince.Count > 0 ? ", except for what was changed since" : "")}.");
    }

    private async Task AskForAsync(Lacking lacking)
    {
        var text = lacking.Slot is Slot.When ? "When should it be due?" : "What should I add?";
        var reply = await _run.AskAsync(new Missing(text, _scene, lacking.Complete));
        if (reply.Chosen.Count > 0 && lacking.Complete(reply.Text) is { } command)
            await RunAsync(command);
        else
            _run.Say("All right, nothing was changed.");
    }

    /// <summary>Words without a verb that is known: with a day, tag or the like they are a todo; without, the person is asked.</summary>
    private async Task UnclearAsync(Unclear unclear)
    {
        var words = Words.Of(unclear.Text);
        if (unclear.IsQuestion || words.Count is 0 or > MostWords || !words.Exists(w => w.Norm.Any(char.IsLetter)))
        {
            _run.Say(unclear.IsQuestion ? Talking.CannotAnswer : Talking.NotUnderstood);
            return;
        }

        // The name of a list, alone, asks to see it.
        if (words.Count <= MostNameWords && await _lists.FindAsync(unclear.Text, isLoose: false) is not null)
        {
            await _showing.TodosAsync(new TodoView { List = unclear.Text });
            return;
        }

        var parsed = QuickAddParser.Parse(unclear.Text, _scene.Today, _scene.Now, _scene.Dates, _ => false);
        var isTodo = parsed.Spans.Count > 0 && parsed.Title != unclear.Text && !_scene.Book.Statements.Contains(words[0].Norm);
        if (!isTodo)
        {
            var reply = await _run.AskAsync(new YesNo(
                $"I can't do that for you, but I can note it. Shall I add “{Phrasing.Escape(unclear.Text)}” as a todo?", _scene));
            if (reply.Chosen.Count == 0)
            {
                _run.Say("All right, nothing was changed.");
                return;
            }
        }

        await _adding.AddAsync(new AddTodos([NewTodoGrammar.Read(Utterance.Of(unclear.Text), _scene)]));
    }
}

using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Makes a command of what a pattern captured; null where the words do not fit after all, and the next way is tried.</summary>
internal static class CommandReader
{
    private static readonly Dictionary<Intent, Func<Captures, Scene, Command?>> s_readers = new()
    {
        [Intent.Note] = (c, s) => Changing(c, s, new() { Notes = c["notes"] }),
        [Intent.Tag] = (c, s) => TagWords.ReadMarked(c.Of("hashtags"), s.Book) is { } tags ? Changing(c, s, new() { AddTags = tags }) : null,
        [Intent.TagNamed] = (c, s) => TagWords.Read(c.Of("tags"), s.Book) is { } tags ? Changing(c, s, new() { AddTags = tags }) : null,
        [Intent.Untag] = Untagging,
        [Intent.UntagAll] = (c, s) => Changing(c, s, new() { ClearsTags = true }),
        [Intent.ClearDue] = (c, s) => Changing(c, s, new() { Due = new DueCleared() }),
        [Intent.Remember] = Adding,
        [Intent.NewList] = (c, s) => c.Has("title") ? new NewList(Words.Quoted(c["title"]) ?? c["title"]) : IsName(c.Of("name"), s.Book) ? new NewList(Words.Quoted(c["name"]) ?? c["name"]) : null,
        [Intent.AddSeveral] = (c, s) => !c.Has("count") || Number(c["count"], s) is not null
            ? new AddTodos(NewTodoGrammar.Several(c.Of("items"), s, c.Of("items").IsParted(';')))
            : null,
        [Intent.AddNothing] = (_, s) => new Lacking(Slot.Text, text => new AddTodos([NewTodoGrammar.Read(Utterance.Of(text), s)])),
        [Intent.AddNamed] = (c, s) => !c.Has("list") ? new AddTodos([NewTodoGrammar.Read(c.Of("text"), s)])
            : c.Has("when") ? AddingInListOn(c, s)
            : IsName(c.Of("list"), s.Book) ? new AddTodos([NewTodoGrammar.Read(c.Of("text"), s) with { List = Words.Quoted(c["list"]) ?? c["list"], WithoutList = null }])
            : null,
        [Intent.Add] = Adding,
        [Intent.ShowLists] = (_, _) => new ShowLists(),
        [Intent.ShowTags] = (_, _) => new ShowTags(),
        [Intent.Undo] = (_, _) => new Undo(),
        [Intent.Impossible] = (c, s) => !c.Has("list") || IsName(c.Of("list"), s.Book) ? new Remark(RemarkKind.Impossible) : null,
        [Intent.Negated] = (_, _) => new Remark(RemarkKind.Negated),
        [Intent.StatedNegated] = (_, _) => new Remark(RemarkKind.Negated),
        [Intent.Advice] = (_, _) => new Remark(RemarkKind.Advice),
        [Intent.History] = (c, s) => Of(c, s) is { } target ? new ShowHistory(target) : null,
        [Intent.Plan] = (_, s) => new PlanDay(s.Today),
        [Intent.PlanOf] = (c, s) => WhenGrammar.Day(c["day"], s) is { } day ? new PlanDay(day) : null,
        [Intent.Details] = Detailing,
        [Intent.Search] = (c, s) => TargetGrammar.Title(c.Of("text"), s.Book) is { } text ? new SearchTodos(text.Phrase) : null,
        [Intent.Restore] = (c, s) => Acting(c, s, TodoAction.Restore),
        [Intent.Reopen] = (c, s) => Acting(c, s, TodoAction.Reopen),
        [Intent.Shift] = (c, s) => WhenGrammar.Shift(c.Of("shift"), s) is { } shift ? Changing(c, s, new() { Due = shift }) : null,
        [Intent.Repeat] = (c, s) => WhenGrammar.Read(c["when"], s) is { Recurrence: not null } due ? Changing(c, s, new() { Due = due }) : null,
        [Intent.Schedule] = (c, s) => Rescheduling(c, s) is { } change ? change with { OtherwiseAdd = $"{c["target"]} {c["when"]}" } : null,
        [Intent.SetDue] = Rescheduling,
        [Intent.StatedDue] = Rescheduling,
        [Intent.LackingDue] = (c, s) => Of(c, s) is { } target
            ? new Lacking(Slot.When, text => WhenGrammar.Read(Utterance.Of(text).Whole, s) is { } due ? new Change(target, new() { Due = due }) : null)
            : null,
        [Intent.Priority] = Prioritizing,
        [Intent.StatedPriority] = Prioritizing,
        [Intent.PriorityHigh] = (c, s) => Changing(c, s, new() { Priority = Priority.High }),
        [Intent.PriorityLow] = (c, s) => Changing(c, s, new() { Priority = Priority.Low }),
        [Intent.PriorityNone] = (c, s) => Changing(c, s, new() { Priority = Priority.None }),
        [Intent.Rename] = (c, s) => Changing(c, s, new() { Title = Words.Quoted(c["title"]) ?? c["title"] }),
        [Intent.ChangeTo] = (c, s) => c.Of("value") is var value && s.Book.Priorities.TryGetValue(Words.Normal(value.Whole), out var priority)
            ? Changing(c, s, new() { Priority = priority })
            : Changing(c, s, new() { Title = Words.Quoted(value.Whole) ?? value.Whole }),
        [Intent.ToTop] = (c, s) => Changing(c, s, new() { ToTop = true }),
        [Intent.Delete] = (c, s) => Acting(c, s, TodoAction.Delete),
        [Intent.DeleteUnneeded] = (c, s) => Acting(c, s, TodoAction.Delete),
        [Intent.DeleteMarked] = (_, _) => new Act(TodoAction.Delete, new Matching(new() { Status = "completed" })),
        [Intent.Complete] = (c, s) => Acting(c, s, TodoAction.Complete) ?? Finished(c, s),
        [Intent.StatedDone] = (c, s) => Acting(c, s, TodoAction.Complete) is { } act ? act with { IsNews = true } : null,
        [Intent.News] = (c, s) => c.Of("target").Count >= 2 && Acting(c, s, TodoAction.Complete) is { } act ? act with { IsNews = true } : null,
        [Intent.PutInList] = (c, s) => Of(c, s) is { } target
            ? new PutInList(target, (Words.Quoted(c["target"]) is { } quoted ? new NewTodo(quoted, true) : new NewTodo(c["target"])) with { List = Words.Quoted(c["list"]) ?? c["list"] })
            : null,
        [Intent.MoveToList] = (c, s) => WhenGrammar.Read(c["list"], s) is null
            ? Changing(c, s, new() { List = Words.Quoted(c["list"]) ?? c["list"] })
            : null,
    };

    /// <summary>The first command that a range of intents gives.</summary>
    public static Command? Read(Utterance said, Scene scene, Intent from, Intent to)
    {
        for (var intent = from; intent <= to; intent++)
        {
            var read = s_readers[intent];
            foreach (var captures in scene.Book.Patterns.GetValueOrDefault(intent, []).SelectMany(p => p.Match(said)))
            {
                if (read(captures, scene) is { } command)
                    return command;
            }
        }

        return null;
    }

    /// <summary>Whether words can be the name of a list, rather than "laundry from my".</summary>
    private static bool IsName(Utterance said, Phrasebook book) =>
        said.Count <= 5 && Enumerable.Range(0, said.Count).All(i => book.ViewWords.GetValueOrDefault(said[i].Norm) is not ViewWord.In && !book.Prepositions.Contains(said[i].Norm));

    private static Target? Of(Captures captures, Scene scene) => TargetGrammar.Read(captures.Of("target"), scene);

    private static Act? Acting(Captures captures, Scene scene, TodoAction action) =>
        Of(captures, scene) is { } target ? new Act(action, target) : null;

    /// <summary>"The invoice has been sent, mark it done": what was said before is what is meant.</summary>
    private static Act? Finished(Captures captures, Scene scene) =>
        captures.Has("x") && TargetGrammar.Read(captures.Of("x"), scene) is { } target ? new Act(TodoAction.Complete, target) : null;

    private static Change? Changing(Captures captures, Scene scene, TodoChange changes) =>
        Of(captures, scene) is { } target ? new Change(target, changes) : null;

    private static Change? Untagging(Captures captures, Scene scene) =>
        TagWords.Read(captures.Of(captures.Has("hashtags") ? "hashtags" : "tags"), scene.Book) is { } tags
        && (!captures.Has("hashtags") || TagWords.ReadMarked(captures.Of("hashtags"), scene.Book) is not null)
            ? Changing(captures, scene, new() { RemoveTags = tags })
            : null;

    private static Change? Rescheduling(Captures captures, Scene scene) =>
        WhenGrammar.Read(captures["when"], scene) is { } due ? Changing(captures, scene, new() { Due = due }) : null;

    private static Change? Prioritizing(Captures captures, Scene scene) =>
        scene.Book.Priorities.TryGetValue(Words.Normal(captures["priority"]), out var priority)
            ? Changing(captures, scene, new() { Priority = priority })
            : null;

    private static ShowDetails? Detailing(Captures captures, Scene scene)
    {
        var isPlace = captures.Has("place");
        var target = TargetGrammar.Read(captures.Of(isPlace ? "place" : "target"), scene);
        return target is null or Matching || (isPlace && target is not (Placed or Mentioned { IsMany: false })) ? null : new ShowDetails(target);
    }

    private static AddTodos? Adding(Captures captures, Scene scene)
    {
        var text = captures.Of("text");
        if (captures.Has("when"))
            return WhenGrammar.Read(captures["when"], scene) is null ? null : new AddTodos([NewTodoGrammar.Read(Utterance.Of($"{text.Whole} {captures["when"]}"), scene)]);
        if (captures.Has("priority"))
        {
            return scene.Book.Priorities.TryGetValue(Words.Normal(captures["priority"]), out var priority)
                ? new AddTodos([NewTodoGrammar.Read(text, scene) with { Priority = priority }])
                : null;
        }

        return text.IsParted(';') ? new AddTodos(NewTodoGrammar.Several(text, scene, isSemicolon: true)) : new AddTodos([NewTodoGrammar.Read(text, scene)]);
    }

    private static AddTodos? AddingInListOn(Captures captures, Scene scene) =>
        IsName(captures.Of("list"), scene.Book) && WhenGrammar.Read(captures["when"], scene) is not null
            ? new AddTodos([new NewTodo($"{captures["text"]} {captures["when"]}") { List = Words.Quoted(captures["list"]) ?? captures["list"] }])
            : null;

    private static int? Number(string word, Scene scene) =>
        scene.Book.Numbers.TryGetValue(Words.Normal(word), out var number) || int.TryParse(word, out number) ? number : null;
}

using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>What somebody wants, as their words say it; which todos that is about is found out later.</summary>
internal abstract record Command;

/// <summary>Add todos.</summary>
internal sealed record AddTodos(IReadOnlyList<NewTodo> Todos) : Command;

/// <summary>Put something in a list: the todo that is called so, or a new one where there is none.</summary>
internal sealed record PutInList(Target Target, NewTodo New) : Command;

/// <summary>Show todos.</summary>
internal sealed record ShowTodos(TodoView View) : Command;

/// <summary>Search titles and notes.</summary>
internal sealed record SearchTodos(string Text) : Command;

/// <summary>Say what there is to know about a todo.</summary>
internal sealed record ShowDetails(Target Target) : Command;

/// <summary>Say what was done to a todo.</summary>
internal sealed record ShowHistory(Target Target) : Command;

/// <summary>Show the lists.</summary>
internal sealed record ShowLists : Command;

/// <summary>Show the tags.</summary>
internal sealed record ShowTags : Command;

/// <summary>Say what a day holds and where to start.</summary>
internal sealed record PlanDay(DateOnly Day) : Command;

/// <summary>Do one thing to the todos that are meant.</summary>
internal sealed record Act(TodoAction Action, Target Target) : Command
{
    /// <summary>Whether it was told as news ("I paid the bill") rather than asked for; then only a clear match is one.</summary>
    public bool IsNews { get; init; }
}

/// <summary>Change members of the todos that are meant.</summary>
internal sealed record Change(Target Target, TodoChange Changes) : Command
{
    /// <summary>What to add where there is no such todo.</summary>
    public string? OtherwiseAdd { get; init; }
}

/// <summary>Create a list.</summary>
internal sealed record NewList(string Name) : Command;

/// <summary>Take back the last thing that was done.</summary>
internal sealed record Undo : Command;

/// <summary>Something is missing: ask for it and read the whole as it would then be.</summary>
/// <param name="Slot">What is missing.</param>
/// <param name="Complete">The command, given what was missing; null where that makes no sense.</param>
internal sealed record Lacking(Slot Slot, Func<string, Command?> Complete) : Command;

/// <summary>Something that is not a command about todos.</summary>
internal sealed record Remark(RemarkKind Kind) : Command;

/// <summary>Something that was not understood, which may be a todo without a verb in front.</summary>
internal sealed record Unclear(string Text, bool IsQuestion) : Command;

/// <summary>What is done to todos.</summary>
internal enum TodoAction
{
    Complete,
    Reopen,
    Delete,
    Restore,
}

/// <summary>What can be missing.</summary>
internal enum Slot
{
    /// <summary>What to add.</summary>
    Text,

    /// <summary>When.</summary>
    When,
}

/// <summary>What people say besides commands.</summary>
internal enum RemarkKind
{
    Greeting,
    Thanks,
    Help,

    /// <summary>"Yes", "2", "never mind", where nothing was asked.</summary>
    Answer,

    /// <summary>They do not want something done, or say that something is not done.</summary>
    Negated,

    /// <summary>They ask whether or what if; nothing is to be done.</summary>
    Advice,

    /// <summary>Something that this assistant cannot do.</summary>
    Impossible,
}

/// <summary>A todo to add.</summary>
/// <param name="Text">For quick add, or the title itself.</param>
/// <param name="IsExact">Whether it was quoted and is to be taken as it is.</param>
internal sealed record NewTodo(string Text, bool IsExact = false)
{
    /// <summary>The list that it is said to go to.</summary>
    public string? List { get; init; }

    /// <summary>What the text would be if that were no list; null where it surely is one.</summary>
    public string? WithoutList { get; init; }

    /// <summary>How much it matters.</summary>
    public Priority Priority { get; init; }

    /// <summary>Tags besides those in the text.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

using TodoApp.Contracts;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Todos;

/// <summary>A page of todos.</summary>
/// <param name="Title">What the view is called.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Groups">Its todos, under headings or under none.</param>
/// <param name="Empty">What to say when there are none.</param>
/// <param name="Path">Where it begins, in the order that it is in.</param>
public sealed record TodoView(string Title, string Icon, IReadOnlyList<TodoGroup> Groups, EmptyText Empty, string Path)
{
    /// <summary>A line below the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The class of the view's colour.</summary>
    public string? Color { get; init; }

    /// <summary>What a todo that is added here starts with; null where nothing can be added.</summary>
    public TodoInput? Add { get; init; }

    /// <summary>Where the next page is, if there is one.</summary>
    public string? NextPage { get; init; }

    /// <summary>How it is sorted, where one can choose.</summary>
    public string? Sort { get; init; }

    /// <summary>The list it shows, if it shows just one.</summary>
    public ListItem? List { get; init; }

    /// <summary>Where the list or tag it shows can be changed.</summary>
    public string? EditPath { get; init; }

    /// <summary>Whether it is in the person's own order, which can be changed.</summary>
    public bool IsOrdered => List is not null && Sort == TodoSort.Default && !IsForSelecting;

    /// <summary>Whether it is shown to choose from, and do something to all that was chosen.</summary>
    public bool IsForSelecting { get; init; }

    /// <summary>Whether what it shows is done already.</summary>
    public bool IsOfDone { get; init; }

    /// <summary>How far it can be put into another order; null where it is shown for what it says.</summary>
    public Arrangement? Arrangement { get; init; }

    /// <summary>Whether it is not the beginning, but a page behind it.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether a row names its list.</summary>
    public bool ShowsLists => List is null;
}

/// <summary>Todos under one heading.</summary>
/// <param name="Todos">The todos.</param>
/// <param name="Heading">What they have in common; null for the only group.</param>
/// <param name="Note">More about it, after the heading.</param>
/// <param name="IsLate">Whether they should have been done by now.</param>
public sealed record TodoGroup(IReadOnlyList<TodoItem> Todos, string? Heading = null, string? Note = null, bool IsLate = false)
{
    /// <summary>The day they are all due, if that is what they have in common.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>What an empty view says.</summary>
/// <param name="Title">What it means that there is nothing.</param>
/// <param name="Text">What one can do about it.</param>
public sealed record EmptyText(string Title, string Text);

/// <summary>A todo with the form it is edited in.</summary>
/// <param name="Todo">The todo as it is.</param>
/// <param name="Input">What was typed, or the todo itself.</param>
/// <param name="Errors">What is wrong with what was typed.</param>
/// <param name="Conflict">Whether the todo has changed since the person began to type.</param>
public sealed record TodoEdit(TodoItem Todo, TodoInput Input, FieldErrors Errors, bool Conflict = false)
{
    /// <summary>Whether it is shown next to the view it belongs to, which shows it anew when it changes.</summary>
    public bool InPlace { get; init; }

    /// <summary>When it comes again, soonest first.</summary>
    public IReadOnlyList<Occurrence> Next { get; init; } = [];

    /// <summary>A todo nobody has typed anything about yet.</summary>
    public static TodoEdit Of(TodoItem todo) => new(todo, TodoInput.Of(todo), FieldErrors.None);
}

/// <summary>The form for a new todo.</summary>
/// <param name="Input">What was typed so far.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record NewTodo(TodoInput Input, FieldErrors Errors)
{
    /// <summary>A form nobody has typed anything into yet. What it begins with holds unless the words say otherwise.</summary>
    public static NewTodo Of(TodoInput start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new(start with { SuggestedDueOn = start.DueOn, SuggestedListId = start.ListId }, FieldErrors.None);
    }

    /// <summary>Whether it stands above the view that the new todo then shows up in.</summary>
    public bool InPlace { get; init; }
}

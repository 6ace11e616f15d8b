using System.ComponentModel.DataAnnotations;

namespace TodoApp.Api.Todos;

/// <summary>Names the todo that a tool is about.</summary>
internal sealed record TodoKey
{
    /// <summary>The id of the todo, as list_todos or search_todos gave it.</summary>
    [Required]
    public Guid? Id { get; init; }
}

/// <summary>Names the todo that a tool changes, and perhaps the state of it that the change is meant for.</summary>
internal sealed record TodoVersion
{
    /// <summary>The id of the todo, as list_todos or search_todos gave it.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The version that was read: the call fails when it has changed since. Any version when left out.</summary>
    [RegularExpression("^[0-9]{1,10}$")]
    public string? Version { get; init; }
}

/// <summary>Which day a tool is about.</summary>
internal sealed record DayKey
{
    /// <summary>The day; today, where the account is, when left out.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>A todo that went to the trash.</summary>
/// <param name="Id">Which one.</param>
internal sealed record TrashedTodo(Guid Id);

using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>
/// Where each todo of a page can be moved: the value of <c>after</c> that moves it there, empty for the top of the list. What stands
/// on other pages is not known here, so next to their edges a place can be missing.
/// </summary>
/// <param name="Shown">The todos of the page, in their order.</param>
/// <param name="IsContinued">Whether other todos come before them.</param>
public sealed record Arrangement(IReadOnlyList<TodoItem> Shown, bool IsContinued)
{
    private const string OnTop = "";

    /// <summary>To the top of the list; null when it is there.</summary>
    public string? Top(int index) => index == 0 && !IsContinued ? null : OnTop;

    /// <summary>One place higher; null when there is none, or none that is known.</summary>
    public string? Up(int index) => index switch
    {
        0 => null,
        1 => IsContinued ? null : OnTop,
        _ => $"{Shown[index - 2].Id}",
    };

    /// <summary>One place lower; null when there is none, or none that is known.</summary>
    public string? Down(int index) => index + 1 < Shown.Count ? $"{Shown[index + 1].Id}" : null;
}

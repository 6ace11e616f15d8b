using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Assistant;

/// <summary>A conversation with the assistant, or the place where one begins.</summary>
/// <param name="Conversation">Which one; null for one that has not begun.</param>
/// <param name="Messages">What was said, oldest first.</param>
public sealed record ConversationView(ConversationItem? Conversation, IReadOnlyList<ChatMessage> Messages)
{
    /// <summary>What the last answer wants to change, while it waits for a person.</summary>
    public AffectedTodos Affected { get; init; } = AffectedTodos.None;

    /// <summary>Where what was said before is, if there is more.</summary>
    public string? Earlier { get; init; }

    /// <summary>Conversations to go back to, where none is open.</summary>
    public Page<ConversationItem> Others { get; init; } = new([], null);

    /// <summary>What was typed and not said yet.</summary>
    public string Draft { get; init; } = "";

    /// <summary>Why what was typed could not be said, or what was decided not be done.</summary>
    public string? Alert { get; init; }

    /// <summary>The title that was typed and cannot be.</summary>
    public string? NewTitle { get; init; }

    /// <summary>What is wrong with it.</summary>
    public FieldErrors Errors { get; init; } = FieldErrors.None;

    /// <summary>What to call it.</summary>
    public string Title => Conversation?.Title ?? "Assistant";

    /// <summary>Where it is.</summary>
    public string Path => Conversation is { } known ? PathOf(known.Id) : Home;

    internal const string Home = "/assistant";

    internal static string PathOf(Guid conversation) => $"{Home}/{conversation}";

    /// <summary>Its end, where the last answer is.</summary>
    internal static string EndOf(Guid conversation) => $"{PathOf(conversation)}#latest";
}

/// <summary>The todos that a question to a person is about.</summary>
/// <param name="Todos">The first of them, as they are now.</param>
/// <param name="More">How many others there are.</param>
public sealed record AffectedTodos(IReadOnlyList<TodoItem> Todos, int More)
{
    /// <summary>Nothing that could be named.</summary>
    public static AffectedTodos None { get; } = new([], 0);
}

using NpgsqlTypes;

namespace TodoApp.Api.Todos.Search;

/// <summary>A row of <c>todo_words</c>: what is searched of a todo. Triggers write it.</summary>
internal sealed class TodoWords
{
    public required Guid TodoId { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>The title, folded.</summary>
    public required string Title { get; init; }

    /// <summary>The words of title and notes, each behind the owner's mark.</summary>
    public required NpgsqlTsVector Words { get; init; }
}

using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>What a search found.</summary>
/// <param name="Text">What was searched for.</param>
/// <param name="Found">The todos with it.</param>
/// <param name="NextPage">Where the next page is, if there is one.</param>
/// <param name="Problem">Why nothing could be searched for.</param>
public sealed record SearchView(string Text, IReadOnlyList<TodoItem> Found, string? NextPage = null, string? Problem = null);

/// <summary>What has been deleted and can come back.</summary>
/// <param name="Todos">Deleted todos.</param>
/// <param name="Lists">Deleted lists.</param>
/// <param name="NextPage">Where the next page of todos is, if there is one.</param>
public sealed record TrashView(IReadOnlyList<TodoItem> Todos, IReadOnlyList<ListItem> Lists, string? NextPage);

/// <summary>What happened to a todo.</summary>
/// <param name="Todo">The todo.</param>
/// <param name="Entries">What happened, newest first.</param>
public sealed record HistoryView(TodoItem Todo, IReadOnlyList<HistoryEntry> Entries);

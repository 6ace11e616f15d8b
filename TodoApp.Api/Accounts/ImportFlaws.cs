using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>What an export can get wrong between its parts; what each part can get wrong its own attributes say.</summary>
internal static class ImportFlaws
{
    /// <summary>The first flaw, or null.</summary>
    public static Failure? Find(AccountExport file)
    {
        if (file.Lists.Contains(null!) || file.Tags.Contains(null!) || file.Todos.Contains(null!))
            return Failure.Invalid("todos", "Nothing in the file may be null where a list, tag or todo should be.");
        if (file.Lists.Count(l => l.IsInbox) > 1)
            return Failure.Invalid("lists", "There is more than one Inbox.");
        if (file.Lists.Any(l => l.IsInbox && (l.Archived || l.DeletedAt is not null)))
            return Failure.Invalid("lists", "The Inbox can be neither archived nor in the trash.");

        var lists = file.Lists.Select(l => l.Id).ToHashSet();
        if (lists.Count < file.Lists.Count)
            return Failure.Invalid("lists", "Two lists have the same id.");

        return FindInTodos(file.Todos, lists);
    }

    private static Failure? FindInTodos(IReadOnlyList<ExportedTodo> todos, HashSet<Guid> lists)
    {
        var byId = new Dictionary<Guid, ExportedTodo>(todos.Count);
        foreach (var todo in todos)
        {
            if (!byId.TryAdd(todo.Id, todo))
                return Failure.Invalid("todos", $"Two todos have the id {todo.Id}.");
            if (!lists.Contains(todo.ListId))
                return Failure.Invalid("todos", $"The list of the todo {todo.Id} is not in the file.");
        }

        var lost = todos.FirstOrDefault(
            t => t.ParentId is { } parent && !(byId.TryGetValue(parent, out var whole) && whole.ParentId is null));
        return lost is null
            ? null
            : Failure.Invalid("todos", $"The todo {lost.Id} is part of one that is not in the file, or that is itself a part.");
    }
}

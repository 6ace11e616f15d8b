using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>What an export can get wrong between its parts; what each part can get wrong its own attributes say.</summary>
internal static class ImportReferences
{
    /// <summary>The flaws, or null.</summary>
    public static Failure? Find(ImportFile file)
    {
        var content = file.Content;
        if (content.Lists.Count(l => l.IsInbox) > 1)
            return Failure.Invalid("lists", "There is more than one Inbox.");
        if (content.Lists.Any(l => l.IsInbox && (l.Archived || l.DeletedAt is not null)))
            return Failure.Invalid("lists", "The Inbox can be neither archived nor in the trash.");

        var lists = content.Lists.Select(l => l.Id).ToHashSet();
        if (lists.Count < content.Lists.Count)
            return Failure.Invalid("lists", "Two lists have the same id.");

        var flaws = new ImportFlaws();
        FindInTodos(file, lists, flaws);
        return flaws.Any ? flaws.ToFailure() : null;
    }

    private static void FindInTodos(ImportFile file, HashSet<Guid> lists, ImportFlaws flaws)
    {
        var todos = file.Content.Todos;
        var byId = new Dictionary<Guid, ExportedTodo>(todos.Count);
        for (var i = 0; i < todos.Count; i++)
        {
            if (!byId.TryAdd(todos[i].Id, todos[i]))
                flaws.Add(file.PlaceOf(i), "Another todo has the same id.");
            if (!lists.Contains(todos[i].ListId))
                flaws.Add(file.PlaceOf(i), "Its list is not in the file.");
        }

        for (var i = 0; i < todos.Count; i++)
        {
            if (todos[i].ParentId is { } parent && !(byId.TryGetValue(parent, out var whole) && whole.ParentId is null))
                flaws.Add(file.PlaceOf(i), "It is part of one that is not in the file, or that is itself a part.");
        }
    }
}

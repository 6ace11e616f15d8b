using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Properties;

/// <summary>All that somebody has, as the API shows it.</summary>
internal sealed record AccountState(List<TodoItem> Todos, List<TodoItem> Trash, List<ListItem> Lists, List<ListItem> TrashedLists, List<TagItem> Tags)
{
    public static async Task<AccountState> Read(TestUser user) => new(
        await All(user, "status=all&sort=created"), await All(user, "status=trash"), await user.Get<List<ListItem>>(user.Lists),
        await user.Get<List<ListItem>>($"{user.Lists}?trash=true"), await user.Get<List<TagItem>>(user.Tags));

    /// <summary>
    /// What a person saw, without versions and times of change. Of the trash only what was there before: what is taken back
    /// right after it was made waits there too.
    /// </summary>
    public string Seen(AccountState before) => JsonSerializer.Serialize(new
    {
        Todos = Todos.OrderBy(t => t.Id).Select(Plain),
        Trash = Trash.Where(t => before.Trash.Exists(b => b.Id == t.Id)).OrderBy(t => t.Id).Select(Plain),
        Lists = Lists.OrderBy(l => l.Id).Select(Plain),
        TrashedLists = TrashedLists.Where(l => before.TrashedLists.Exists(b => b.Id == l.Id)).OrderBy(l => l.Id).Select(Plain),
        Tags = Tags.Select(t => t with { Version = "" }),
    });

    private static TodoItem Plain(TodoItem todo) => todo with { Version = "", UpdatedAt = default };

    private static ListItem Plain(ListItem list) => list with { Version = "", UpdatedAt = default };

    private static async Task<List<TodoItem>> All(TestUser user, string query)
    {
        var todos = new List<TodoItem>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await user.ListTodos($"{query}&limit=100{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            todos.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        return todos;
    }
}

using System.Globalization;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Chat;

/// <summary>All that an account has, for comparing before and after.</summary>
internal sealed record PhraseState(IReadOnlyDictionary<Guid, TodoItem> Todos, IReadOnlyDictionary<Guid, string> Lists, Guid Inbox)
{
    public static async Task<PhraseState> ReadAsync(TestUser user)
    {
        var todos = (await user.ListTodos("status=all&limit=100")).Items.Concat((await user.ListTodos("status=trash&limit=100")).Items);
        var lists = await user.Get<IReadOnlyList<ListItem>>(user.Lists);
        return new(todos.ToDictionary(t => t.Id), lists.ToDictionary(l => l.Id, l => l.Name), lists.Single(l => l.IsInbox).Id);
    }

    /// <summary>What is different afterwards, in the words of the phrase files.</summary>
    public HashSet<string> EffectsTo(PhraseState after) =>
    [
        .. after.Lists.Where(l => !Lists.ContainsKey(l.Key)).Select(l => $"list+{l.Value}"),
        .. after.Todos.Values.Select(t => Todos.TryGetValue(t.Id, out var before) ? Changed(before, t, after) : Added(t, after)).OfType<string>(),
        .. Todos.Keys.Except(after.Todos.Keys).Select(id => $"{Todos[id].Title} {{erased}}"),
    ];

    /// <summary>What was added and taken back again leaves nothing but a trace in the trash.</summary>
    private static string? Added(TodoItem todo, PhraseState state)
    {
        if (todo.DeletedAt is not null)
            return null;

        var members = Members(todo, state).Where(m => m.Value is not ("-" or "Inbox" or "none")).ToList();
        return $"+{todo.Title}{Braces(members.Select(m => $"{m.Key}={m.Value}"))}";
    }

    private static string? Changed(TodoItem before, TodoItem now, PhraseState state)
    {
        var old = Members(before, state);
        List<string> changes =
        [
            .. before.DeletedAt is null && now.DeletedAt is not null ? new[] { "trash" } : [],
            .. before.DeletedAt is not null && now.DeletedAt is null ? new[] { "restored" } : [],
            .. before.Completed == now.Completed ? [] : new[] { now.Completed ? "done" : "open" },
            .. before.Title == now.Title ? [] : new[] { $"title={now.Title}" },
            .. Members(now, state).Where(m => old[m.Key] != m.Value).Select(m => $"{m.Key}={m.Value}"),
        ];
        return changes.Count == 0 ? null : $"{before.Title}{Braces(changes)}";
    }

    private static Dictionary<string, string> Members(TodoItem todo, PhraseState state) => new()
    {
        ["due"] = todo.DueOn is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + todo.DueAt?.ToString(" HH:mm", CultureInfo.InvariantCulture) : "-",
        ["list"] = state.Lists.GetValueOrDefault(todo.ListId, "-"),
        ["priority"] = todo.Priority.ToString().ToLowerInvariant(),
        ["tags"] = todo.Tags.Count == 0 ? "-" : string.Join(',', todo.Tags),
        ["repeat"] = todo.Recurrence ?? "-",
        ["notes"] = todo.Notes ?? "-",
    };

    private static string Braces(IEnumerable<string> members) => string.Join(' ', members) is { Length: > 0 } inner ? $" {{{inner}}}" : "";
}

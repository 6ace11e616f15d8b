using System.Text.Json;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Dialogue;

/// <summary>What was shown last, in its order, and what was spoken of last: what ordinals and "it" mean.</summary>
internal sealed class Mentions
{
    /// <summary>Turns that are looked through; what was shown before is forgotten.</summary>
    private const int MostTurns = 12;

    /// <summary>The numbered todos that the person saw last.</summary>
    public IReadOnlyList<TodoItem> Shown { get; private set; } = [];

    /// <summary>The todos that the last thing said or done was about.</summary>
    public IReadOnlyList<TodoItem> Spoken { get; private set; } = [];

    /// <summary>Reads the turns before the one that is answered.</summary>
    public static Mentions Of(IEnumerable<Turn> turns)
    {
        var mentions = new Mentions();
        var known = new Dictionary<Guid, TodoItem>();
        foreach (var turn in turns.TakeLast(MostTurns))
        {
            var items = turn.Calls.Where(c => c.Result is { IsError: false }).SelectMany(c => TodoPages.Items(c.Result!.Content)).ToList();
            foreach (var item in items)
                known[item.Id] = item;
            mentions.Show(Numbered(turn.Text, items));
            mentions.Speak([.. turn.Calls.Where(IsWrite).Select(Id).OfType<Guid>().Where(known.ContainsKey).Select(id => known[id]).DistinctBy(t => t.Id)]);
        }

        return mentions;
    }

    /// <summary>Remembers what is shown; nothing shown changes nothing.</summary>
    public void Show(IReadOnlyList<TodoItem> items)
    {
        if (items.Count > 0)
            (Shown, Spoken) = (items, items);
    }

    /// <summary>Remembers what is spoken of.</summary>
    public void Speak(IReadOnlyList<TodoItem> items)
    {
        if (items.Count > 0)
            Spoken = items;
    }

    /// <summary>The todos of the numbered lines of a text.</summary>
    private static List<TodoItem> Numbered(string text, List<TodoItem> items)
    {
        var left = items.DistinctBy(i => i.Id).OrderByDescending(i => i.Title.Length).ToList();
        var numbered = new List<TodoItem>();
        foreach (var line in text.Split('\n'))
        {
            if (Phrasing.Behind(line, numbered.Count + 1) is not { } behind)
                continue;
            if (left.Find(i => Phrasing.IsLineOf(behind, i)) is not { } item)
                return [];
            numbered.Add(item);
            left.Remove(item);
        }

        return numbered;
    }

    private static bool IsWrite(MadeCall call) =>
        call.Result is { IsError: false } && call.Tool is "add_todo" or "update_todo" or "complete_todo" or "reopen_todo" or "move_todo" or "restore_todo" or "get_todo" or "delete_todo";

    /// <summary>The todo that a call was about: its argument, or what it made.</summary>
    private static Guid? Id(MadeCall call) => call.Tool == "add_todo"
        ? TodoPages.Items(call.Result!.Content) is [var added, ..] ? added.Id : null
        : Given(call.Arguments);

    private static Guid? Given(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id) && id.TryGetGuid(out var guid) ? guid : null;
        }
        catch (Exception flaw) when (flaw is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

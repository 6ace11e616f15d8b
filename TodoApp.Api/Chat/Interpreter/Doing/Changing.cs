using System.Globalization;
using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>Changes members of todos.</summary>
internal sealed class Changing(ToolRun run, Scene scene, TargetResolver resolver, TodoFinder finder, Adding adding)
{
    private const int MostTodos = 10;

    public async Task ChangeAsync(Change change)
    {
        if (change.OtherwiseAdd is { } text && change.Target is Titled title && (await finder.FindAsync([title], "open"))[0] is { Fit: < Fit.Sure })
        {
            await adding.AddAsync(new AddTodos([new NewTodo(text)]));
            return;
        }

        if (await resolver.ResolveAsync(change.Target, new("all")) is { } todos)
            await ChangeAsync(todos, change.Changes);
    }

    /// <summary>The todo that is called so goes to the list; where there is none, a new one does.</summary>
    public async Task PutAsync(PutInList put)
    {
        var isKnown = put.Target is not Titled title || (await finder.FindAsync([title], "open"))[0] is { Fit: >= Fit.Sure };
        if (isKnown)
            await ChangeAsync(new Change(put.Target, new() { List = put.New.List }));
        else
            await adding.AddAsync(new AddTodos([put.New]));
    }

    private async Task ChangeAsync(IReadOnlyList<TodoItem> todos, TodoChange changes)
    {
        if (todos.Count > MostTodos)
        {
            run.Say($"That would change {todos.Count} todos. I change at most {MostTodos} at once: name fewer of them.");
            return;
        }

        ListItem? list = null;
        if (changes.List is { } name && (list = await adding.ListAsync(name, $"move {Phrasing.Names(todos)}")) is null)
            return;

        // What is built on what there is must be built on what there is now.
        var fresh = await FreshAsync(todos);
        if (fresh.Count == 0)
            return;

        var given = await run.CallAsync([.. fresh.Select(t => Call(t, changes, list))]);
        var changed = given.SelectMany(g => g.IsError ? [] : TodoPages.Items(g.Text)).ToList();
        run.Mentions.Speak(fresh);
        if (changed.Count > 0)
            run.Say(Describe(fresh, changed, changes, list));
        if (given.FirstOrDefault(g => g.IsError) is { } flaw)
            run.Say(Failures.Say(flaw));
    }

    private async Task<IReadOnlyList<TodoItem>> FreshAsync(IReadOnlyList<TodoItem> todos)
    {
        var given = await run.CallAsync([.. todos.Select(t => ("get_todo", new JsonObject { ["id"] = t.Id.ToString() }))]);
        var fresh = given.SelectMany(g => TodoPages.Items(g.Text)).ToList();
        if (fresh.Count == 0)
            run.Say(Failures.Say(given[0]));
        return fresh;
    }

    private (string, JsonObject) Call(TodoItem todo, TodoChange changes, ListItem? list)
    {
        var arguments = new JsonObject { ["id"] = todo.Id.ToString() };
        if (list is not null || changes.ToTop)
        {
            if (list is not null)
                arguments["listId"] = list.Id.ToString();
            if (changes.ToTop)
                arguments["after"] = null;
            return ("move_todo", arguments);
        }

        if (changes.Title is { } title)
            arguments["title"] = title;
        if (changes.Notes is { } notes)
            arguments["notes"] = string.IsNullOrEmpty(todo.Notes) ? notes : $"{todo.Notes}\n{notes}";
        if (changes.Priority is { } priority)
            arguments["priority"] = priority.ToString().ToLowerInvariant();
        if (changes.AddTags.Count > 0 || changes.RemoveTags.Count > 0 || changes.ClearsTags)
            arguments["tags"] = new JsonArray([.. (changes.ClearsTags ? [] : todo.Tags.Except(changes.RemoveTags).Union(changes.AddTags)).Select(t => JsonValue.Create(t))]);
        if (changes.Due is { } due)
            SetDue(arguments, todo, due);
        return ("update_todo", arguments);
    }

    private void SetDue(JsonObject arguments, TodoItem todo, DueChange due)
    {
        switch (due)
        {
            case DueCleared:
                arguments["dueOn"] = null;
                break;
            case DueShifted shift:
                var from = todo.DueOn is { } day && day > scene.Today ? day : scene.Today;
                arguments["dueOn"] = Iso(from.AddDays(shift.Days).AddMonths(shift.Months));
                break;
            case DueSet set:
                var keepsDay = todo.DueOn is not null && (!set.IsDaySaid || (set.Recurrence is { } rule && !rule.Contains("BY", StringComparison.Ordinal)));
                if (!keepsDay)
                    arguments["dueOn"] = Iso(set.Day);
                if (set.Time is { } time)
                    arguments["dueAt"] = time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
                if (set.Recurrence is not null)
                    (arguments["recurrence"], arguments["recurrenceFrom"]) = (set.Recurrence, set.FromCompletion ? "completion" : "due");
                break;
        }
    }

    private string Describe(IReadOnlyList<TodoItem> before, List<TodoItem> after, TodoChange changes, ListItem? list)
    {
        var names = Phrasing.Names(before);
        if (list is not null)
            return $"Moved {names} to {Phrasing.Escape(list.Name)}.";
        if (changes.ToTop)
            return $"Moved {names} to the top.";
        if (changes.Title is not null)
            return $"Renamed {names} to {Phrasing.Bold(after[0].Title)}.";
        if (changes.Notes is not null)
            return $"Added the note to {names}.";

        var details = after.Count == 1 ? Phrasing.Details(after[0], scene.Today) : "";
        return $"Changed {names}{(details.Length > 0 ? $": it is now {details}" : "")}.";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

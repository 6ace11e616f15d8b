using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>Adds todos and lists.</summary>
internal sealed class Adding(ToolRun run, Scene scene, ListFinder lists)
{
    private const string Cut = "…";

    public async Task AddAsync(AddTodos command)
    {
        var calls = new List<(string, JsonObject)>();
        foreach (var todo in command.Todos)
        {
            if (await ArgumentsAsync(todo) is { } arguments)
                calls.Add(("add_todo", arguments));
        }

        if (calls.Count == 0)
            return;

        var given = await run.CallAsync(calls);
        var added = given.Where(g => !g.IsError).SelectMany(g => TodoPages.Items(g.Text)).ToList();
        foreach (var flaw in given.Where(g => g.IsError).Take(1))
            run.Say(Failures.Say(flaw));
        run.Mentions.Speak(added);
        if (added.Count > 0)
            run.Say(await DescribeAsync(added));
    }

    public async Task CreateListAsync(string name)
    {
        if (await CreatedAsync(name) is { } list)
            run.Say($"Created the list {Phrasing.Bold(list.Name)}.");
    }

    /// <summary>The list of a name; asks whether to make one where there is none.</summary>
    public async Task<ListItem?> ListAsync(string name, string purpose)
    {
        if (await lists.FindAsync(name, isLoose: true) is { } list)
            return list;

        var reply = await run.AskAsync(new YesNo(
            $"There is no list “{Phrasing.Escape(name)}”. Shall I create it and {purpose} there?", scene));
        if (reply.Chosen.Count > 0)
            return await CreatedAsync(name);

        run.Say("All right, nothing was changed.");
        return null;
    }

    private async Task<ListItem?> CreatedAsync(string name)
    {
        var given = await run.CallAsync("create_list", new JsonObject { ["name"] = name });
        if (given.As<ListItem>() is { Name: not null } list)
        {
            lists.Forget();
            return list;
        }

        run.Say(given.Code is ProblemCodes.NameTaken ? $"There is a list “{Phrasing.Escape(name)}” already." : Failures.Say(given));
        return null;
    }

    private async Task<JsonObject?> ArgumentsAsync(NewTodo todo)
    {
        var arguments = Text(todo);
        if (todo.Priority is not Priority.None)
            arguments["priority"] = todo.Priority.ToString().ToLowerInvariant();
        if (todo.Tags.Count > 0)
            arguments["tags"] = new JsonArray([.. todo.Tags.Select(t => JsonValue.Create(t))]);
        if (todo.List is not { } name)
            return arguments;

        // "Reply to mom" names a list only where there is one called mom.
        if (todo.WithoutList is { } whole && await lists.FindAsync(name, isLoose: false) is null)
        {
            arguments["text"] = whole;
            return arguments;
        }

        if (await ListAsync(name, $"add {Phrasing.Bold(todo.Text)}") is not { } list)
            return null;

        arguments["listId"] = list.Id.ToString();
        return arguments;
    }

    /// <summary>Text for quick add; what was quoted, or is too long for it, is a title as it stands.</summary>
    private static JsonObject Text(NewTodo todo) => todo switch
    {
        { Text.Length: > Limits.Title } when todo.IsExact || todo.Text.Length > Limits.QuickAdd =>
            new() { ["title"] = todo.Text[..(Limits.Title - 1)].TrimEnd() + Cut, ["notes"] = todo.Text },
        { IsExact: true } => new() { ["title"] = todo.Text },
        _ => new() { ["text"] = todo.Text },
    };

    private async Task<string> DescribeAsync(List<TodoItem> added)
    {
        var named = added.Count == 1 && added[0].ListId is var id ? (await lists.AllAsync()).FirstOrDefault(l => l.Id == id && !l.IsInbox) : null;
        if (added is [var one])
        {
            var details = Phrasing.Details(one, scene.Today);
            return $"Added {Phrasing.Bold(one.Title)}{(details.Length > 0 ? $" — {details}" : "")}{(named is null ? "" : $", in {Phrasing.Escape(named.Name)}")}.";
        }

        run.Mentions.Show(added);
        return $"Added {Phrasing.Count(added.Count)}:\n\n{Phrasing.Lines(added, scene.Today)}";
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>Completes, reopens, deletes and restores. What destroys, and what changes many, waits for the consent of a person.</summary>
internal sealed class Acting(ToolRun run, TargetResolver resolver)
{
    /// <summary>More than these are changed in one batch, which a person is asked about.</summary>
    private const int MostSingly = 10;

    /// <summary>Whether there was anything to do it to; false for news that is about no todo.</summary>
    public async Task<bool> ActAsync(Act act)
    {
        var aim = act.Action switch
        {
            TodoAction.Reopen => new Aim("completed"),
            TodoAction.Restore => new Aim("trash"),
            TodoAction.Delete => new Aim("all", IsCareful: true),
            _ => new Aim("all", IsNews: act.IsNews),
        };
        if (await resolver.ResolveAsync(act.Target, aim) is not { } todos)
            return !act.IsNews || run.Said.Length > 0;

        run.Mentions.Speak(todos);
        var left = todos.Where(t => Needs(act.Action, t)).ToList();
        if (left.Count == 0)
            run.Say($"{Phrasing.Names(todos)} {(todos.Count == 1 ? "is" : "are")} {(act.Action is TodoAction.Complete ? "done" : "open")} already.");
        else if (act.Action is TodoAction.Delete)
            await DeleteAsync(left);
        else
            await DoAsync(act.Action, left);
        return true;
    }

    private static bool Needs(TodoAction action, TodoItem todo) => action switch
    {
        TodoAction.Complete => !todo.Completed,
        TodoAction.Reopen => todo.Completed,
        _ => true,
    };

    private async Task DeleteAsync(List<TodoItem> todos)
    {
        var given = todos is [var one]
            ? await run.CallAsync("delete_todo", Key(one))
            : await run.CallAsync("batch_update_todos", Batch("delete", todos));
        run.Say(!given.IsError ? $"Moved {Phrasing.Names(todos)} to the trash."
            : Failures.IsRefused(given) ? $"All right, I left {Phrasing.Names(todos)} alone."
            : Failures.Say(given));
    }

    private async Task DoAsync(TodoAction action, List<TodoItem> todos)
    {
        var (tool, batch, done) = action switch
        {
            TodoAction.Complete => ("complete_todo", "complete", "Done: {0}."),
            TodoAction.Reopen => ("reopen_todo", "reopen", "{0} is open again."),
            _ => ("restore_todo", "restore", "{0} is back."),
        };
        var given = todos.Count > MostSingly
            ? [await run.CallAsync("batch_update_todos", Batch(batch, todos))]
            : await run.CallAsync([.. todos.Select(t => (tool, Key(t)))]);
        var changed = todos.Count > MostSingly ? (given[0].IsError ? [] : todos) : [.. todos.Where((_, i) => !given[i].IsError)];
        if (changed.Count > 0)
            run.Say(string.Format(CultureInfo.InvariantCulture, changed.Count > 1 ? done.Replace(" is ", " are ", StringComparison.Ordinal) : done, Phrasing.Names(changed)));
        if (given.FirstOrDefault(g => g.IsError) is { } flaw)
            run.Say(Failures.Say(flaw));
    }

    private static JsonObject Key(TodoItem todo) => new() { ["id"] = todo.Id.ToString() };

    private static JsonObject Batch(string action, List<TodoItem> todos) => new()
    {
        ["action"] = action,
        ["ids"] = new JsonArray([.. todos.Select(t => JsonValue.Create(t.Id.ToString()))]),
    };
}

using System.Globalization;
using TodoApp.Api.Http;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;
using static TodoApp.Api.Mcp.Tools.ToolEffect;

namespace TodoApp.Api.Todos;

/// <summary>A person's todos for agents.</summary>
internal static class TodoTools
{
    public static IEnumerable<ToolDefinition> All =>
    [
        ToolDefinition.Of<TodoFilter, Page<TodoItem>>(
            new("list_todos", "List todos",
                "Lists the person's todos, open ones unless status says otherwise. Every filter narrows the list. Use search_todos to find todos by words, and summarize_day for what a day asks for.",
                Reads),
            (call, filter) => call.Get<TodoQueries>().ListAsync(call.Owner, filter, call.Ct), TodoText.Page,
            "status", "list", "tag", "priority", "dueFrom", "dueTo", "sort", "limit", "cursor"),

        ToolDefinition.Of<TodoFilter, Page<TodoItem>>(
            new("search_todos", "Search todos",
                "Finds todos by the words of their title and notes, the best match first; words match from their beginning, accents and case aside. Use it to find the id of a todo that the person names.",
                Reads),
            (call, filter) => call.Get<TodoQueries>().ListAsync(call.Owner, filter, call.Ct), TodoText.Page,
            "q", "status", "limit", "cursor") with { Required = ["q"] },

        ToolDefinition.Of<TodoKey, TodoItem>(
            new("get_todo", "Get a todo", "Gets everything about one todo, its notes and version included, in the trash or out of it.", Reads),
            (call, key) => call.Get<TodoQueries>().FindAsync(call.Owner, key.Id!.Value, call.Ct), TodoText.Line),

        ToolDefinition.Of<DayKey, DaySummary>(
            new("summarize_day", "Summarize a day",
                "Says what a day asks for and what was done on it: overdue, due and done todos. Use it for \"what's due today\", to plan a day or to look back on one.",
                Reads),
            (call, key) => call.Get<DayQueries>().SummarizeAsync(call.Owner, key.Day, call.Ct), TodoText.Day),

        ToolDefinition.Of<TodoVersion, PatchTodo, TodoItem>(
            new("update_todo", "Change a todo",
                "Changes the members that are given of a todo and leaves the others: null clears one. Use complete_todo to mark it done, and move_todo to put it elsewhere.",
                Replaces) { Idempotent = true },
            (call, key, patch) => call.Get<TodoService>().PatchAsync(call.Caller, key.Id!.Value, patch, Condition(key), call.Ct),
            todo => $"Changed {TodoText.Line(todo)}."),

        ToolDefinition.Of<TodoKey, TodoItem>(
            new("complete_todo", "Complete a todo",
                "Marks a todo done. One that recurs comes again as a new todo on its next day. Completing one that is done changes nothing.",
                Adds) { Idempotent = true },
            (call, key) => call.Get<TodoService>().CompleteAsync(call.Caller, key.Id!.Value, true, IfMatch.None, call.Ct),
            todo => $"Done: {TodoText.Line(todo)}."),

        ToolDefinition.Of<TodoKey, TodoItem>(
            new("reopen_todo", "Reopen a todo", "Marks a todo that is done as still to be done.", Adds) { Idempotent = true },
            (call, key) => call.Get<TodoService>().CompleteAsync(call.Caller, key.Id!.Value, false, IfMatch.None, call.Ct),
            todo => $"Open again: {TodoText.Line(todo)}."),

        ToolDefinition.Of<TodoKey, PatchTodo, TodoItem>(
            new("move_todo", "Move a todo",
                "Moves a todo to another list, to a place in its list, or both: after names the todo that it comes behind, and null is the top.",
                Adds) { Idempotent = true },
            (call, key, patch) => call.Get<TodoService>().PatchAsync(call.Caller, key.Id!.Value, patch, IfMatch.None, call.Ct),
            todo => $"Moved {TodoText.Line(todo)}.",
            "listId", "after"),

        ToolDefinition.Of<TodoKey, TodoItem>(
            new("restore_todo", "Restore a todo", "Takes a todo out of the trash, with the parts that went there with it.", Adds) { Idempotent = true },
            (call, key) => call.Get<TodoTrash>().RestoreAsync(call.Caller, key.Id!.Value, call.Ct),
            todo => $"Restored {TodoText.Line(todo)}."),

        ToolDefinition.Of<TodoKey, TrashedTodo>(
            new("delete_todo", "Delete a todo",
                "Moves a todo and its parts to the trash, where they stay 30 days. A person is asked first. Use complete_todo for what was done.",
                Replaces) { Idempotent = true },
            DeleteAsync, gone => $"Moved [{gone.Id}] to the trash; restore_todo brings it back.") with { Question = TodoQuestions.DeleteAsync },

        ToolDefinition.Of<BatchTodos, BatchResult>(
            new("batch_update_todos", "Change many todos",
                "Does the same to up to 500 todos, to all or to none: complete, reopen, move, tag, untag, delete (to the trash) or restore. A person is asked first. For one todo, use the tool for it.",
                Replaces) { Idempotent = true },
            (call, batch) => call.Get<TodoBatch>().RunAsync(call.Caller, batch, call.Ct),
            done => $"Changed {done.Changed} todos.") with { Required = ["action", "ids"], Question = TodoQuestions.BatchAsync },
    ];

    private static async Task<Outcome<TrashedTodo>> DeleteAsync(ToolCall call, TodoKey key)
    {
        var gone = await call.Get<TodoTrash>().DeleteAsync(call.Caller, key.Id!.Value, IfMatch.None, call.Ct);
        return gone.Failure is { } failure ? failure : new TrashedTodo(key.Id.Value);
    }

    /// <summary>No row has a version that is no number PostgreSQL could give: it has changed since, at best.</summary>
    private static IfMatch Condition(TodoVersion key) => key.Version is null
        ? IfMatch.None
        : IfMatch.Of(uint.TryParse(key.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);
}

using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Todos;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using static TodoApp.Api.Mcp.Tools.ToolEffect;

namespace TodoApp.Api.QuickAdd;

/// <summary>Adding todos for agents, in plain words or member by member.</summary>
internal static class QuickAddTools
{
    private static readonly string[] s_notWithText = ["title", "parentId", "timeZone", "recurrence", "recurrenceFrom"];

    public static IEnumerable<ToolDefinition> All =>
    [
        new(
            new("add_todo", "Add a todo",
                "Adds a todo, to the Inbox unless a list is named. Give text to have plain words understood (\"pay rent tomorrow 9am every month !high #home\"), or title and the members that you know; not both. What is said besides text wins over it.",
                Adds),
            [new(typeof(QuickAddText)), new(typeof(CreateTodo))], typeof(TodoItem), AddAsync) { Optional = ["text", "title"] },

        ToolDefinition.Of<QuickAddText, QuickAddPreview>(
            new("parse_todo", "Understand a text as a todo",
                "Says what add_todo would make of a text, and which characters it understood. Creates nothing.", Reads),
            (call, text) => call.Get<QuickAddService>().ParseAsync(call.Owner, text, call.Ct),
            preview => $"Understood {TodoText.Quoted(preview.Todo.Title)}{(preview.Todo.DueOn is { } day ? $", due {day:yyyy-MM-dd}" : "")}."),
    ];

    private static async Task<Outcome<ToolAnswer>> AddAsync(ToolCall call)
    {
        var added = call.Arguments.Has("text") ? await QuicklyAsync(call) : await InFullAsync(call);
        return added.Failure is { } failure ? failure : new ToolAnswer(added.Value, $"Added {TodoText.Line(added.Value)}.");
    }

    private static async Task<Outcome<TodoItem>> QuicklyAsync(ToolCall call)
    {
        if (s_notWithText.FirstOrDefault(call.Arguments.Has) is { } member)
            return Failure.Invalid(member, $"'{member}' does not go with 'text': say it in the text, or give a title instead of a text.");

        var todo = call.Arguments.Read<QuickAddTodo>();
        return todo.Failure is { } flaw ? flaw : await call.Get<QuickAddService>().CreateAsync(call.Caller, todo.Value, call.Ct);
    }

    private static async Task<Outcome<TodoItem>> InFullAsync(ToolCall call)
    {
        var todo = call.Arguments.Read<CreateTodo>();
        return todo.Failure is { } flaw ? flaw : await call.Get<TodoService>().CreateAsync(call.Caller, todo.Value, call.Ct);
    }
}

using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>What a person is asked before an agent deletes todos or changes many.</summary>
internal static class TodoQuestions
{
    public static async Task<Outcome<string>> DeleteAsync(ToolCall call)
    {
        var key = call.Arguments.Read<TodoKey>();
        if (key.Failure is { } flaw)
            return flaw;

        var found = await call.Get<TodoQueries>().FindAsync(call.Owner, key.Value.Id!.Value, call.Ct);
        return found.Failure is { } missing ? missing
            : found.Value.DeletedAt is not null ? Failure.NotFound("todo")
            : $"Move {TodoText.Quoted(found.Value.Title)} to the trash?";
    }

    public static Task<Outcome<string>> BatchAsync(ToolCall call)
    {
        var batch = call.Arguments.Read<BatchTodos>();
        return Task.FromResult<Outcome<string>>(batch.Failure is { } flaw ? flaw : Ask(batch.Value));
    }

    private static string Ask(BatchTodos batch)
    {
        var count = batch.Ids.Distinct().Count();
        var todos = count == 1 ? "1 todo" : $"{count} todos";
        var tags = string.Join(", ", (batch.Tags ?? []).Select(t => $"#{t}"));
        return batch.Action switch
        {
            BatchAction.Complete => $"Mark {todos} done?",
            BatchAction.Reopen => $"Open {todos} again?",
            BatchAction.Move => $"Move {todos} to another list?",
            BatchAction.Tag => $"Put {tags} on {todos}?",
            BatchAction.Untag => $"Take {tags} off {todos}?",
            BatchAction.Delete => $"Move {todos} to the trash?",
            _ => $"Take {todos} out of the trash?",
        };
    }
}

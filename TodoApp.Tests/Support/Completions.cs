using TodoApp.Contracts;

namespace TodoApp.Tests.Support;

/// <summary>Every way in which a todo can be completed.</summary>
public static class Completions
{
    /// <summary>The names of the ways.</summary>
    public static TheoryData<string> Ways => ["toggle", "complete", "patch", "replace", "batch"];

    /// <summary>Completes a todo in one of the ways.</summary>
    public static Task<HttpResponseMessage> Complete(this TestUser user, TodoItem todo, string way) => way switch
    {
        "toggle" => user.Send(HttpMethod.Patch, $"{user.Todos}/{todo.Id}/complete"),
        "complete" => user.Send(HttpMethod.Patch, $"{user.Todos}/{todo.Id}/complete", new CompleteTodo(true)),
        "patch" => user.Send(HttpMethod.Patch, $"{user.Todos}/{todo.Id}", new PatchTodo(Completed: true)),
        "replace" => user.Send(
            HttpMethod.Put, $"{user.Todos}/{todo.Id}",
            new ReplaceTodo(
                todo.Title, todo.Notes, todo.ListId, true, todo.Priority, todo.Tags, todo.DueOn, todo.DueAt, todo.TimeZone,
                todo.Recurrence, todo.RecurrenceFrom),
            todo.Version),
        _ => user.Post($"{user.Todos}/batch", new BatchTodos(BatchAction.Complete, [todo.Id])),
    };
}

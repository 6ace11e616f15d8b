using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Web.Backend;

/// <summary>Which todos to ask for.</summary>
internal sealed record TodoFilter(
    string Status = "open", Guid? List = null, string? Tag = null, DateOnly? DueFrom = null, DateOnly? DueTo = null,
    string? Text = null, string? Sort = null, string? Cursor = null, int Limit = Limits.PageSize)
{
    public string ToPath() => QueryHelpers.AddQueryString("todos", new Dictionary<string, string?>
    {
        ["status"] = Status,
        ["list"] = List?.ToString(),
        ["tag"] = Tag,
        ["dueFrom"] = DueFrom?.ToString("O", CultureInfo.InvariantCulture),
        ["dueTo"] = DueTo?.ToString("O", CultureInfo.InvariantCulture),
        ["q"] = Text,
        ["sort"] = Sort,
        ["cursor"] = Cursor,
        ["limit"] = Limit.ToString(CultureInfo.InvariantCulture),
    }.Where(parameter => parameter.Value is not null));
}

/// <summary>The API's todos.</summary>
internal sealed class TodosApi(ApiClient api)
{
    public Task<ApiResult<Page<TodoItem>>> FindAsync(TodoFilter filter, CancellationToken ct) =>
        api.GetOwnAsync<Page<TodoItem>>(filter.ToPath(), ct);

    public Task<ApiResult<TodoItem>> GetAsync(Guid id, CancellationToken ct) =>
        api.GetOwnAsync<TodoItem>($"todos/{id}", ct);

    public Task<ApiResult<TodoItem>> QuickAddAsync(QuickAddTodo todo, CancellationToken ct) =>
        api.SendOwnAsync<TodoItem>(HttpMethod.Post, "todos/quick", todo, null, ct);

    /// <summary>Changes a todo; with a version only if it is still that one.</summary>
    public Task<ApiResult<TodoItem>> PatchAsync(Guid id, PatchTodo patch, string? version, CancellationToken ct) =>
        api.SendOwnAsync<TodoItem>(HttpMethod.Patch, $"todos/{id}", patch, version, ct);

    public Task<ApiResult<TodoItem>> CompleteAsync(Guid id, bool completed, CancellationToken ct) =>
        api.SendOwnAsync<TodoItem>(HttpMethod.Patch, $"todos/{id}/complete", new CompleteTodo(completed), null, ct);

    public Task<ApiResult<Nothing>> DeleteAsync(Guid id, CancellationToken ct) =>
        api.SendOwnAsync<Nothing>(HttpMethod.Delete, $"todos/{id}", null, null, ct);

    public Task<ApiResult<Nothing>> EraseAsync(Guid id, CancellationToken ct) =>
        api.SendOwnAsync<Nothing>(HttpMethod.Delete, $"todos/{id}?permanent=true", null, null, ct);

    public Task<ApiResult<TodoItem>> RestoreAsync(Guid id, CancellationToken ct) =>
        api.SendOwnAsync<TodoItem>(HttpMethod.Post, $"todos/{id}/restore", null, null, ct);

    public Task<ApiResult<BatchResult>> BatchAsync(BatchTodos batch, CancellationToken ct) =>
        api.SendOwnAsync<BatchResult>(HttpMethod.Post, "todos/batch", batch, null, ct);

    public Task<ApiResult<UpcomingOccurrences>> OccurrencesAsync(Guid id, int limit, CancellationToken ct) =>
        api.GetOwnAsync<UpcomingOccurrences>(string.Create(CultureInfo.InvariantCulture, $"todos/{id}/occurrences?limit={limit}"), ct);

    /// <summary>Takes back everything that one request did.</summary>
    public Task<ApiResult<UndoResult>> UndoAsync(Guid turn, CancellationToken ct) =>
        api.SendOwnAsync<UndoResult>(HttpMethod.Post, "undo", new UndoRequest(turn), null, ct);

    public Task<ApiResult<Page<HistoryEntry>>> HistoryAsync(Guid id, CancellationToken ct) =>
        api.GetOwnAsync<Page<HistoryEntry>>($"todos/{id}/history", ct);
}

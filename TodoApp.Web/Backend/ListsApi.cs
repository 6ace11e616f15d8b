using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>The API's lists.</summary>
internal sealed class ListsApi(ApiClient api)
{
    /// <summary>All lists, archived ones included.</summary>
    public Task<ApiResult<IReadOnlyList<ListItem>>> AllAsync(CancellationToken ct) => FindAsync("", ct);

    public Task<ApiResult<IReadOnlyList<ListItem>>> DeletedAsync(CancellationToken ct) => FindAsync("?trash=true", ct);

    public Task<ApiResult<ListItem>> GetAsync(Guid id, CancellationToken ct) => api.GetOwnAsync<ListItem>($"lists/{id}", ct);

    public Task<ApiResult<ListItem>> CreateAsync(CreateList list, CancellationToken ct) =>
        api.SendOwnAsync<ListItem>(HttpMethod.Post, "lists", list, null, ct);

    public Task<ApiResult<ListItem>> PatchAsync(Guid id, PatchList patch, string? version, CancellationToken ct) =>
        api.SendOwnAsync<ListItem>(HttpMethod.Patch, $"lists/{id}", patch, version, ct);

    public Task<ApiResult<Nothing>> DeleteAsync(Guid id, CancellationToken ct) =>
        api.SendOwnAsync<Nothing>(HttpMethod.Delete, $"lists/{id}", null, null, ct);

    public Task<ApiResult<ListItem>> RestoreAsync(Guid id, CancellationToken ct) =>
        api.SendOwnAsync<ListItem>(HttpMethod.Post, $"lists/{id}/restore", null, null, ct);

    private Task<ApiResult<IReadOnlyList<ListItem>>> FindAsync(string query, CancellationToken ct) =>
        api.GetOwnAsync<IReadOnlyList<ListItem>>($"lists{query}", ct);
}

using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>The API's tags.</summary>
internal sealed class TagsApi(ApiClient api)
{
    public Task<ApiResult<IReadOnlyList<TagItem>>> AllAsync(CancellationToken ct) =>
        api.GetOwnAsync<IReadOnlyList<TagItem>>("tags", ct);

    public Task<ApiResult<TagItem>> CreateAsync(CreateTag tag, CancellationToken ct) =>
        api.SendOwnAsync<TagItem>(HttpMethod.Post, "tags", tag, null, ct);

    public Task<ApiResult<TagItem>> PatchAsync(string name, PatchTag patch, string? version, CancellationToken ct) =>
        api.SendOwnAsync<TagItem>(HttpMethod.Patch, Path(name), patch, version, ct);

    public Task<ApiResult<Nothing>> DeleteAsync(string name, CancellationToken ct) =>
        api.SendOwnAsync<Nothing>(HttpMethod.Delete, Path(name), null, null, ct);

    private static string Path(string name) => $"tags/{Uri.EscapeDataString(name)}";
}

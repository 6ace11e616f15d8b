using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>The API's routes for the account itself.</summary>
internal sealed class AccountApi(ApiClient api)
{
    private const string Me = "api/v1/me";

    private static readonly TimeSpan LongestImport = TimeSpan.FromMinutes(2);

    public Task<ApiResult<Profile>> ProfileAsync(CancellationToken ct) => api.GetAsync<Profile>(Me, ct);

    public Task<ApiResult<Profile>> UpdateAsync(UpdateProfile profile, CancellationToken ct) =>
        api.SendAsync<Profile>(HttpMethod.Patch, Me, profile, ct);

    public Task<ApiResult<Nothing>> ChangePasswordAsync(ChangePassword change, CancellationToken ct) =>
        api.SendAsync<Nothing>(HttpMethod.Put, $"{Me}/password", change, ct);

    public Task<ApiResult<Nothing>> DeleteAsync(DeleteAccount request, CancellationToken ct) =>
        api.SendAsync<Nothing>(HttpMethod.Delete, Me, request, ct);

    public Task<ApiResult<IReadOnlyList<SessionItem>>> SessionsAsync(CancellationToken ct) =>
        api.GetAsync<IReadOnlyList<SessionItem>>($"{Me}/sessions", ct);

    public Task<ApiResult<Nothing>> EndSessionAsync(Guid id, CancellationToken ct) =>
        api.SendAsync<Nothing>(HttpMethod.Delete, $"{Me}/sessions/{id}", null, ct);

    public Task<ApiResult<IReadOnlyList<ApiTokenItem>>> TokensAsync(CancellationToken ct) =>
        api.GetAsync<IReadOnlyList<ApiTokenItem>>($"{Me}/tokens", ct);

    public Task<ApiResult<CreatedApiToken>> CreateTokenAsync(CreateApiToken token, CancellationToken ct) =>
        api.SendAsync<CreatedApiToken>(HttpMethod.Post, $"{Me}/tokens", token, ct);

    public Task<ApiResult<Nothing>> RevokeTokenAsync(Guid id, CancellationToken ct) =>
        api.SendAsync<Nothing>(HttpMethod.Delete, $"{Me}/tokens/{id}", null, ct);

    /// <summary>Adds a file to the account, or only says what that would do.</summary>
    /// <param name="open">Opens the file; more than once when the request has to be repeated.</param>
    /// <param name="format">What it is; left to the API to find out when empty.</param>
    /// <param name="list">The list for todos of which the file says none.</param>
    /// <param name="dryRun">Whether nothing is to be written.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ApiResult<ImportResult>> ImportAsync(Func<Stream> open, string format, string list, bool dryRun, CancellationToken ct)
    {
        var query = QueryString.Create("dryRun", dryRun ? "true" : "false");
        if (format.Length > 0)
            query = query.Add("format", format);
        if (list.Length > 0)
            query = query.Add("list", list);

        return api.UploadAsync<ImportResult>($"{Me}/import{query}", open, LongestImport, ct);
    }

    public Task<ApiResult<HttpResponseMessage>> ExportAsync(string format, CancellationToken ct) =>
        api.StreamAsync($"{Me}/export{QueryString.Create("format", format)}", ct);
}

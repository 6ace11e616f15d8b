using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>The API's routes for people who are not signed in yet, or no longer.</summary>
internal sealed class SessionsApi(ApiChannel channel)
{
    public Task<ApiResult<TokenResponse>> RegisterAsync(RegisterRequest request, CancellationToken ct) =>
        PostAsync<TokenResponse>("register", request, ct);

    public Task<ApiResult<TokenResponse>> SignInAsync(LoginRequest request, CancellationToken ct) =>
        PostAsync<TokenResponse>("login", request, ct);

    public Task<ApiResult<TokenResponse>> ExchangeAsync(string session, CancellationToken ct) =>
        PostAsync<TokenResponse>("refresh", new RefreshRequest(session), ct);

    public Task<ApiResult<Nothing>> SignOutAsync(string session, CancellationToken ct) =>
        PostAsync<Nothing>("logout", new LogoutRequest(session), ct);

    private Task<ApiResult<T>> PostAsync<T>(string path, object body, CancellationToken ct) =>
        channel.SendAsync<T>(ApiChannel.Message(HttpMethod.Post, $"api/v1/users/{path}", body), ct);
}

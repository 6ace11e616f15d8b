using System.Net;
using TodoApp.Contracts;
using TodoApp.ServiceDefaults;

namespace TodoApp.Web.Backend;

/// <summary>The session that the current request carries.</summary>
internal sealed class Session(
    IHttpContextAccessor requests, SessionCookie cookie, AccessTokens tokens, SessionsApi api)
{
    private readonly Lazy<string?> _token = new(() => requests.HttpContext is { } context ? cookie.Read(context) : null);
    private int _cookieWritten;

    private HttpContext Context =>
        requests.HttpContext ?? throw new InvalidOperationException("A session belongs to a request.");

    /// <summary>Whether the browser says it has a session, which the API may see differently.</summary>
    public bool IsClaimed => _token.Value is not null;

    public async Task<ApiResult<Access>> AccessAsync(CancellationToken ct)
    {
        if (_token.Value is not { } token)
            return ApiProblem.SignedOut;

        return tokens.Find(token) is { } access ? Known(access) : await ExchangeAsync(token, ct);
    }

    /// <summary>Gets another access token after the API has refused one.</summary>
    public async Task<ApiResult<Access>> RenewAsync(Access refused, CancellationToken ct)
    {
        if (_token.Value is not { } token)
            return ApiProblem.SignedOut;

        tokens.Forget(token, refused);
        return tokens.Find(token) is { } access ? access : await ExchangeAsync(token, ct);
    }

    public void Begin(TokenResponse response)
    {
        tokens.Hold(response.RefreshToken, response);
        cookie.Write(Context, response.RefreshToken, response.RefreshExpiresAt);
    }

    public async Task<ApiResult<Nothing>> EndAsync(CancellationToken ct)
    {
        if (_token.Value is not { } token)
            return default(Nothing);

        var answer = await api.SignOutAsync(token, ct);
        if (answer.Problem is null)
            Drop(token);

        return answer;
    }

    /// <summary>Ends the session here, when the API has already ended it.</summary>
    public void Drop()
    {
        if (_token.Value is { } token)
            Drop(token);
    }

    private void Drop(string token)
    {
        tokens.Forget(token);
        cookie.Clear(Context);
    }

    private async Task<ApiResult<Access>> ExchangeAsync(string token, CancellationToken ct)
    {
        var answer = await tokens.ExchangeAsync(token, () => api.ExchangeAsync(token, CancellationToken.None), ct);
        if (!answer.Has(out var response, out var problem))
            return problem.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest ? ApiProblem.SignedOut : problem;

        // The lifetime slides with every exchange, so the browser's copy has to slide with it; once, as a page makes
        // several calls at a time and headers are not made for that.
        if (Interlocked.Exchange(ref _cookieWritten, 1) == 0 && !Context.Response.HasStarted)
            cookie.Write(Context, response.RefreshToken, response.RefreshExpiresAt);

        return Known(tokens.Hold(token, response));
    }

    private static Access Known(Access access)
    {
        Correlation.Identify(access.UserId);

        return access;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>
/// The one way to the API. Whatever happens on it comes back as a result: a page can then say it in words,
/// which an exception on its way to the error page cannot.
/// </summary>
internal sealed partial class ApiChannel(HttpClient http, IHttpContextAccessor requests, ILogger<ApiChannel> log)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpRequestMessage Message(HttpMethod method, string path, object? body = null) => new(method, path)
    {
        Content = body is null ? null : JsonContent.Create(body, body.GetType(), Json, ContractJson.Options),
    };

    public async Task<ApiResult<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken ct)
    {
        var answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        if (!answer.Has(out var response, out var problem))
            return problem;

        using (response)
            return typeof(T) == typeof(Nothing)
                ? (ApiResult<T>)(object)new ApiResult<Nothing>(default(Nothing)) { Turn = TurnOf(response) }
                : await ReadAsync<T>(response, ct);
    }

    /// <summary>Sends a request; a response, if there is one, has a 2xx status and is the caller's to dispose of.</summary>
    public async Task<ApiResult<HttpResponseMessage>> SendAsync(
        HttpRequestMessage request, HttpCompletionOption completion, CancellationToken ct)
    {
        // The API limits sign-ins by address, and it is the browser's that counts, not this server's.
        if (requests.HttpContext?.Connection.RemoteIpAddress is { } address)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());

        try
        {
            var response = await http.SendAsync(request, completion, ct);
            if (response.IsSuccessStatusCode)
                return response;

            using (response)
                return await ProblemAsync(response, ct);
        }
        catch (Exception failure) when (IsOutage(failure, ct))
        {
            LogOutage(request.Method, PathOf(request.RequestUri), failure);
            return ApiProblem.Unreachable;
        }
    }

    // Without the query, where the words are that somebody searches for.
    private static string PathOf(Uri? address) => address?.OriginalString.Split('?')[0] ?? "";

    private static bool IsOutage(Exception failure, CancellationToken ct) =>
        failure is HttpRequestException or IOException or TimeoutException
        || (failure is OperationCanceledException && !ct.IsCancellationRequested);

    private static async Task<ApiResult<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, ct) is { } value
                ? new ApiResult<T>(value) { Turn = TurnOf(response) }
                : ApiProblem.Unintelligible;
        }
        catch (JsonException)
        {
            return ApiProblem.Unintelligible;
        }
    }

    private static Guid? TurnOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Turn-Id", out var turns) && Guid.TryParse(turns.First(), out var turn) ? turn : null;

    private static async Task<ApiProblem> ProblemAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await ReadAsync<ProblemBody>(response, ct);
        if (!body.Has(out var problem, out _))
            problem = new(null, null, null);

        return new(
            response.StatusCode,
            problem.Code ?? (response.StatusCode == HttpStatusCode.Unauthorized ? ProblemCodes.Unauthorized : ProblemCodes.Internal),
            problem.Detail,
            problem.Errors is null ? null : new(problem.Errors),
            response.Headers.RetryAfter?.Delta);
    }

    [LoggerMessage(LogLevel.Warning, "The API could not be reached: {Method} {Path}")]
    private partial void LogOutage(HttpMethod method, string path, Exception failure);

    private sealed record ProblemBody(string? Code, string? Detail, Dictionary<string, string[]>? Errors);
}

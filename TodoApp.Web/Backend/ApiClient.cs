using System.Net;
using System.Net.Http.Headers;
using TodoApp.ServiceDefaults;

namespace TodoApp.Web.Backend;

/// <summary>Calls the API for the person whose session the current request carries.</summary>
internal sealed class ApiClient(ApiChannel channel, Session session)
{
    public Task<ApiResult<T>> GetAsync<T>(string path, CancellationToken ct) =>
        SendAsync<T>(_ => ApiChannel.Message(HttpMethod.Get, path), ct);

    /// <summary>Asks for something below the caller's own path.</summary>
    public Task<ApiResult<T>> GetOwnAsync<T>(string path, CancellationToken ct) =>
        SendOwnAsync<T>(HttpMethod.Get, path, null, null, ct);

    public Task<ApiResult<T>> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken ct) =>
        SendAsync<T>(_ => ApiChannel.Message(method, path, body), ct);

    /// <summary>Changes something below the caller's own path, unless it is no longer the version the caller saw.</summary>
    public Task<ApiResult<T>> SendOwnAsync<T>(
        HttpMethod method, string path, object? body, string? version, CancellationToken ct) =>
        SendAsync<T>(
            access =>
            {
                var request = ApiChannel.Message(method, $"api/v1/{access.UserId}/{path}", body);
                if (!string.IsNullOrEmpty(version))
                    request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");

                return request;
            },
            ct);

    /// <summary>Sends a file as it is.</summary>
    public Task<ApiResult<T>> UploadAsync<T>(string path, Func<Stream> open, TimeSpan patience, CancellationToken ct) =>
        SendAsync<T>(
            _ =>
            {
                var request = ApiChannel.Message(HttpMethod.Post, path);
                request.Content = new StreamContent(open()) { Headers = { ContentType = new("application/octet-stream") } };
                // Without it a file that is refused unread would look like a broken connection.
                request.Headers.ExpectContinue = true;
                request.Options.Set(Patience.Key, patience);

                return request;
            },
            ct);

    /// <summary>Hands on an answer as it arrives; the caller disposes of it.</summary>
    public Task<ApiResult<HttpResponseMessage>> StreamAsync(string path, CancellationToken ct) =>
        WithAccessAsync(
            access => channel.SendAsync(
                Authorized(ApiChannel.Message(HttpMethod.Get, path), access), HttpCompletionOption.ResponseHeadersRead, ct),
            ct);

    /// <summary>Opens the caller's stream of events, behind the last one seen; the caller disposes of it.</summary>
    public Task<ApiResult<HttpResponseMessage>> StreamEventsAsync(string? lastEventId, CancellationToken ct) =>
        WithAccessAsync(
            access =>
            {
                var request = Authorized(ApiChannel.Message(HttpMethod.Get, $"api/v1/{access.UserId}/events"), access);
                if (!string.IsNullOrEmpty(lastEventId))
                    request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);

                return channel.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            },
            ct);

    /// <summary>Asks for an answer of the assistant as it is made; the caller disposes of it.</summary>
    public Task<ApiResult<HttpResponseMessage>> StreamAnswerAsync(string path, object body, string? key, CancellationToken ct) =>
        WithAccessAsync(
            access =>
            {
                var request = Authorized(ApiChannel.Message(HttpMethod.Post, path, body), access);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
                if (!string.IsNullOrEmpty(key))
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

                return channel.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            },
            ct);

    private Task<ApiResult<T>> SendAsync<T>(Func<Access, HttpRequestMessage> message, CancellationToken ct) =>
        WithAccessAsync(access => channel.SendAsync<T>(Authorized(message(access), access), ct), ct);

    private async Task<ApiResult<T>> WithAccessAsync<T>(Func<Access, Task<ApiResult<T>>> call, CancellationToken ct)
    {
        var access = await session.AccessAsync(ct);
        if (!access.Has(out var current, out var problem))
            return problem;

        var answer = await call(current);
        if (answer.Problem?.Status != HttpStatusCode.Unauthorized || answer.Problem.Code != Contracts.ProblemCodes.Unauthorized)
            return answer;

        // The token may have been revoked, or its key retired, before its time; the session decides.
        var renewed = await session.RenewAsync(current, ct);
        return renewed.Has(out var next, out problem) ? await call(next) : problem;
    }

    private static HttpRequestMessage Authorized(HttpRequestMessage request, Access access)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        return request;
    }
}

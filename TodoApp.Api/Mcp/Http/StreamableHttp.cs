using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;

namespace TodoApp.Api.Mcp.Http;

/// <summary>
/// The protocol over HTTP (Streamable HTTP). A request of 2026-07-28 is served by a server that lives as long as it does; older
/// revisions begin with <c>initialize</c>, which opens a session.
/// </summary>
internal sealed class StreamableHttp(
    McpServerSetup setup, McpSessions sessions, RequestOrigin origin, IServiceProvider services,
    IHostApplicationLifetime lifetime, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>What a client sends.</summary>
    public async Task PostAsync(HttpContext http)
    {
        if (!await IsWelcomeAsync(http, "application/json", "text/event-stream"))
            return;
        if (await ReadAsync(http) is not { } message)
        {
            await McpErrors.WriteAsync(http, 400, McpErrors.Of(McpErrorCode.InvalidRequest, "The body is not one JSON-RPC message."));
            return;
        }

        var flaw = HeaderAgreement.Flaw(http.Request.Headers, message, () => setup(http.User, false).ToolCollection ?? []);
        if (flaw is not null)
            await McpErrors.WriteAsync(http, 400, flaw, McpErrors.IdOf(message));
        else if (McpRevision.HasNoSessions(http.Request.Headers[McpHeaderNames.Revision]))
            await ServeAloneAsync(http, message);
        else
            await ServeInSessionAsync(http, message);
    }

    /// <summary>The stream for what a session's server says unasked.</summary>
    public async Task GetAsync(HttpContext http)
    {
        if (!await IsWelcomeAsync(http, "text/event-stream") || !await HasSessionsAsync(http) || await FindAsync(http) is not { } session)
            return;

        try
        {
            if (!session.TryStream())
            {
                await McpErrors.WriteAsync(http, 409, McpErrors.Of(McpErrors.Transport, "The session has a stream already."));
                return;
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
            end.CancelAfter(Claims.LifeLeft(http.User, time));
            StartStream(http);
            await session.Transport.HandleGetRequestAsync(http.Response.Body, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The client left, the token ended or the process is stopping: all are ordinary ends of a stream.
        }
        finally
        {
            sessions.Release(session);
        }
    }

    /// <summary>Ends a session.</summary>
    public async Task DeleteAsync(HttpContext http)
    {
        if (!await IsWelcomeAsync(http) || !await HasSessionsAsync(http) || await FindAsync(http) is not { } session)
            return;

        await sessions.CloseAsync(session);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ServeAloneAsync(HttpContext http, JsonRpcMessage message)
    {
        var transport = new StreamableHttpServerTransport(loggers) { Stateless = true };
        var server = McpServer.Create(transport, setup(http.User, false), loggers, http.RequestServices);
        await using var session = new McpSession("", "", transport, server);
        session.Run();
        await AnswerAsync(http, transport, message, first =>
        {
            if (first is JsonRpcError { Error.Code: var code } && !http.Response.HasStarted)
                http.Response.StatusCode = StatusOf((McpErrorCode)code);
            return default;
        });
    }

    private async Task ServeInSessionAsync(HttpContext http, JsonRpcMessage message)
    {
        var session = http.Request.Headers[McpHeaderNames.Session].Count == 0
            ? await OpenAsync(http, message)
            : await FindAsync(http, McpErrors.IdOf(message));
        if (session is null)
            return;

        try
        {
            http.Response.Headers[McpHeaderNames.Session] = session.Id;
            await AnswerAsync(http, session.Transport, message, null);
        }
        finally
        {
            sessions.Release(session);
        }
    }

    private async Task<McpSession?> OpenAsync(HttpContext http, JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest { Method: RequestMethods.Initialize })
        {
            await McpErrors.WriteAsync(http, 400,
                McpErrors.Of(McpErrors.Transport, $"The header {McpHeaderNames.Session} is missing: begin with initialize."), McpErrors.IdOf(message));
            return null;
        }

        var transport = new StreamableHttpServerTransport(loggers) { SessionId = McpSessions.NewId() };
        var server = McpServer.Create(transport, setup(http.User, true), loggers, services);
        var session = new McpSession(transport.SessionId, McpSession.OwnerOf(http.User), transport, server);
        if (sessions.TryAdd(session))
        {
            session.Run();
            return session;
        }

        await session.DisposeAsync();
        http.Response.Headers.RetryAfter = "5";
        await McpErrors.WriteAsync(http, 503, McpErrors.Of(McpErrors.Transport, "Too many sessions are open."), McpErrors.IdOf(message));
        return null;
    }

    /// <summary>The session of a request, marked used. Somebody else's is as if it were not there.</summary>
    private async Task<McpSession?> FindAsync(HttpContext http, RequestId id = default)
    {
        var name = http.Request.Headers[McpHeaderNames.Session].ToString();
        if (name.Length == 0)
        {
            await McpErrors.WriteAsync(http, 400, McpErrors.Of(McpErrors.Transport, $"The header {McpHeaderNames.Session} is missing."), id);
            return null;
        }

        if (sessions.Use(name) is { } session)
        {
            if (session.Owner == McpSession.OwnerOf(http.User))
                return session;
            sessions.Release(session);
        }

        await McpErrors.WriteAsync(http, 404, McpErrors.Of(McpErrors.NoSuchSession, "There is no such session: begin with initialize."), id);
        return null;
    }

    private static async Task AnswerAsync(
        HttpContext http, StreamableHttpServerTransport transport, JsonRpcMessage message, Func<JsonRpcMessage?, ValueTask>? starting)
    {
        StartStream(http);
        if (await transport.HandlePostRequestAsync(message, http.Response.Body, starting, http.RequestAborted))
            return;

        // Notifications and answers are taken in, and nothing is said to them.
        http.Response.Headers.ContentType = default;
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task<JsonRpcMessage?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            throw new BadHttpRequestException("The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);

        try
        {
            var message = await JsonSerializer.DeserializeAsync(http.Request.Body, McpErrors.MessageType, http.RequestAborted);
            if (message is null)
                return null;

            message.Context ??= new();
            message.Context.User = http.User;
            if (http.Request.Headers[McpHeaderNames.Revision].ToString() is { Length: > 0 } revision)
                message.Context.ProtocolVersion = revision;
            return message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<bool> IsWelcomeAsync(HttpContext http, params string[] accepted)
    {
        if (!origin.Allows(http.Request))
        {
            await McpErrors.WriteAsync(http, 403, McpErrors.Of(McpErrors.Transport, "This Origin may not speak to the server."));
            return false;
        }

        var accept = http.Request.GetTypedHeaders().Accept;
        if (accepted.All(type => accept.Any(a => new MediaTypeHeaderValue(type).IsSubsetOf(a))))
            return true;

        await McpErrors.WriteAsync(http, 406, McpErrors.Of(McpErrors.Transport, $"Accept must name {string.Join(" and ", accepted)}."));
        return false;
    }

    private static async Task<bool> HasSessionsAsync(HttpContext http)
    {
        var revision = http.Request.Headers[McpHeaderNames.Revision].ToString();
        if (revision.Length > 0 && !McpRevision.All.Contains(revision))
        {
            await McpErrors.WriteAsync(http, 400, McpErrors.UnsupportedRevision(revision, speaksForItself: false));
            return false;
        }

        if (!McpRevision.HasNoSessions(revision))
            return true;

        http.Response.Headers.Allow = HttpMethods.Post;
        await McpErrors.WriteAsync(http, 405, McpErrors.Of(McpErrors.Transport, $"{revision} has no sessions: use POST."));
        return false;
    }

    private static int StatusOf(McpErrorCode code) => code switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion or McpErrorCode.HeaderMismatch =>
            StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    private static void StartStream(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache,no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }
}

using System.Net.WebSockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Mcp.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Sockets;

/// <summary>
/// The protocol over WebSocket (docs/api/mcp.md): a session that lives as long as the connection. Every message is held to the
/// token that opened it, as it is then, and to the rate that requests are held to.
/// </summary>
internal sealed class McpSockets(
    McpServerSetup setup, RequestOrigin origin, IServiceProvider services, IOptions<McpOptions> options, IOptions<RateLimitOptions> rates,
    IHostApplicationLifetime lifetime, ILoggerFactory loggers) : IDisposable
{
    /// <summary>The subprotocol (RFC 6455, 1.9).</summary>
    public const string Subprotocol = "mcp";

    /// <summary>The token has ended or was revoked: come back with another one. Of the codes that are free for applications.</summary>
    public const WebSocketCloseStatus TokenEnded = (WebSocketCloseStatus)4401;

    private static readonly TimeSpan s_ping = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> _rate = PartitionedRateLimiter.Create<string, string>(user =>
        RateLimitPartition.GetFixedWindowLimiter(user, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = rates.Value.UserPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = [];

    public async Task AcceptAsync(HttpContext http)
    {
        var user = http.User.FindFirstValue(Claims.Subject) ?? "";
        var refusal = !origin.Allows(http.Request) ? new Failure(ProblemCodes.NotYourPath, "This Origin may not speak to the server.")
            : !http.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol) ? new Failure(ProblemCodes.InvalidHeader, $"Ask for the subprotocol '{Subprotocol}'.")
            : !TryOpen(user) ? new Failure(ProblemCodes.RateLimited, "Too many WebSockets of this account are open.")
            : null;
        if (refusal is not null)
        {
            await Problems.WriteAsync(http, refusal);
            return;
        }

        try
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = Subprotocol,
                KeepAliveInterval = s_ping,
                KeepAliveTimeout = s_ping,
            });
            await ServeAsync(http, socket);
        }
        finally
        {
            Close(user);
        }
    }

    public void Dispose() => _rate.Dispose();

    private async Task ServeAsync(HttpContext http, WebSocket socket)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await using var transport = new WebSocketTransport(socket, () => AdmitAsync(http), loggers);
        await using var server = McpServer.Create(transport, setup(http.User, true), loggers, services);
        var running = server.RunAsync(end.Token);
        (WebSocketCloseStatus Status, string Reason)? close = (WebSocketCloseStatus.EndpointUnavailable, "The server is stopping. Come back.");
        try
        {
            close = await transport.ReadAsync(end.Token) ?? (WebSocketCloseStatus.NormalClosure, "");
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The connection broke or the process is stopping.
        }

        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SayGoodbyeAsync(socket, close.Value.Status, close.Value.Reason);
    }

    private static async Task SayGoodbyeAsync(WebSocket socket, WebSocketCloseStatus status, string reason)
    {
        using var patience = new CancellationTokenSource(s_farewell);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // Nobody is there to say it to.
        }
    }

    private async Task<Admission> AdmitAsync(HttpContext http)
    {
        if (await AuthenticateAsync(http) is not { } user)
            return new(null, Close: (TokenEnded, "The token has ended or was revoked."));

        using var lease = _rate.AttemptAcquire(user.FindFirstValue(Claims.Subject) ?? "");
        return lease.IsAcquired
            ? new(user)
            : new(null, McpErrors.Of(McpErrors.Transport, "rate_limited: Too many messages. Wait a minute before you try again."));
    }

    /// <summary>Looks at the token anew: it may have ended since. Who is let in without one, in tests, stays who they are.</summary>
    private static async Task<ClaimsPrincipal?> AuthenticateAsync(HttpContext http)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
            return http.User;

        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var probe = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        probe.Request.Headers.Authorization = http.Request.Headers.Authorization;
        return (await probe.AuthenticateAsync()).Principal;
    }

    private bool TryOpen(string user)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(user);
            if (open >= options.Value.SocketsPerUser)
                return false;
            _open[user] = open + 1;
            return true;
        }
    }

    private void Close(string user)
    {
        lock (_lock)
        {
            if (--_open[user] == 0)
                _open.Remove(user);
        }
    }
}

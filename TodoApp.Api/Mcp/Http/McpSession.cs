using System.Security.Claims;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;

namespace TodoApp.Api.Mcp.Http;

/// <summary>A session of a revision that has them: a server that lives from one request to the next.</summary>
internal sealed class McpSession(string id, string owner, StreamableHttpServerTransport transport, McpServer server) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private Task _running = Task.CompletedTask;
    private int _streaming;
    private int _disposed;

    public string Id => id;

    /// <summary>Who opened it, and with which scopes; nobody else may use it.</summary>
    public string Owner => owner;

    public StreamableHttpServerTransport Transport => transport;

    /// <summary>Requests under way; guarded by <see cref="McpSessions"/>.</summary>
    public int Uses { get; set; }

    /// <summary>When the last request ended; guarded by <see cref="McpSessions"/>.</summary>
    public DateTimeOffset LastUsed { get; set; }

    /// <summary>Whether this is the first stream of its own that a client asks for; there is one for each session.</summary>
    public bool TryStream() => Interlocked.Exchange(ref _streaming, 1) == 0;

    public void Run() => _running = server.RunAsync(_closed.Token);

    /// <summary>Binds a session to a user and to what their token allows.</summary>
    public static string OwnerOf(ClaimsPrincipal user) =>
        $"{user.FindFirstValue(Claims.Subject)} {string.Join(' ', Claims.ScopesOf(user).Order(StringComparer.Ordinal))}";

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;

        // The transport first: the server then comes to the end of its messages by itself.
        await transport.DisposeAsync();
        await _closed.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.DisposeAsync();
        _closed.Dispose();
    }
}

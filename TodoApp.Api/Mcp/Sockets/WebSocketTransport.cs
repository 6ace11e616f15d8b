using System.Buffers;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using TodoApp.Api.Mcp.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Sockets;

/// <summary>One JSON-RPC message in each text frame of a WebSocket, both ways.</summary>
/// <param name="socket">Open; who opened it also closes it.</param>
/// <param name="admit">Asked of each message before the server sees it: who sends it, or why it is refused.</param>
/// <param name="loggers">For the protocol's own log.</param>
internal sealed class WebSocketTransport(WebSocket socket, Func<Task<Admission>> admit, ILoggerFactory loggers)
    : TransportBase("websocket", loggers)
{
    private readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Reads messages until the client leaves.</summary>
    /// <returns>How to close, with a reason; null when the client has closed.</returns>
    public async Task<(WebSocketCloseStatus Status, string Reason)?> ReadAsync(CancellationToken ct)
    {
        SessionId = McpSessions.NewId();
        SetConnected();
        using var memory = MemoryPool<byte>.Shared.Rent(Limits.Body);
        var buffer = memory.Memory[..Limits.Body];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length)
                    return (WebSocketCloseStatus.MessageTooBig, $"A message has at most {Limits.Body} bytes.");
                part = await socket.ReceiveAsync(buffer[length..], ct);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType is WebSocketMessageType.Close)
                return null;
            if (part.MessageType is WebSocketMessageType.Binary)
                return (WebSocketCloseStatus.InvalidMessageType, "Messages are text.");
            if (await TakeAsync(buffer[..length], ct) is { } close)
                return close;
        }
    }

    public override async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, McpErrors.MessageType);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            // A frame that was begun is finished, or the stream of frames would be broken for all that come.
            if (socket.State is WebSocketState.Open)
                await socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public override ValueTask DisposeAsync()
    {
        SetDisconnected();
        return ValueTask.CompletedTask;
    }

    private async Task<(WebSocketCloseStatus, string)?> TakeAsync(ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        var admission = await admit();
        if (admission.Close is not null)
            return admission.Close;

        JsonRpcMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(json.Span, McpErrors.MessageType);
        }
        catch (JsonException)
        {
            message = null;
        }

        if (message is null)
            await SendMessageAsync(new JsonRpcError { Error = McpErrors.Of(McpErrorCode.ParseError, "The frame is not one JSON-RPC message.") }, ct);
        else if (admission.Refusal is { } refusal)
            await RefuseAsync(message, refusal, ct);
        else
            await GiveAsync(message, admission.User!, ct);
        return null;
    }

    private async Task RefuseAsync(JsonRpcMessage message, JsonRpcErrorDetail refusal, CancellationToken ct)
    {
        if (message is JsonRpcRequest request)
            await SendMessageAsync(new JsonRpcError { Id = request.Id, Error = refusal }, ct);
    }

    private async Task GiveAsync(JsonRpcMessage message, ClaimsPrincipal user, CancellationToken ct)
    {
        message.Context ??= new();
        message.Context.User = user;
        await WriteMessageAsync(message, ct);
    }
}

/// <summary>Whether a message is let in.</summary>
/// <param name="User">Who sends it; null when it is not.</param>
/// <param name="Refusal">Why this one is not answered.</param>
/// <param name="Close">How to close, because no more will be answered.</param>
internal sealed record Admission(
    ClaimsPrincipal? User, JsonRpcErrorDetail? Refusal = null, (WebSocketCloseStatus Status, string Reason)? Close = null);

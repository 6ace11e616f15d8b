using System.Net.WebSockets;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace TodoApp.Tests.Mcp;

/// <summary>The protocol over WebSocket as docs/api/mcp.md describes it, for the SDK's client.</summary>
internal sealed class WebSocketClientTransport(Uri address, string token) : IClientTransport
{
    public string Name => "websocket";

    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mcp");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new UriBuilder(new Uri(address, "/api/v1/mcp")) { Scheme = "ws" }.Uri, cancellationToken);
        return new Connection(socket);
    }

    private sealed class Connection : TransportBase
    {
        private readonly ClientWebSocket _socket;
        private readonly Task _reading;

        public Connection(ClientWebSocket socket) : base("websocket", null)
        {
            _socket = socket;
            SetConnected();
            _reading = ReadAsync();
        }

        public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
            _socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(message, McpJsonUtilities.DefaultOptions), WebSocketMessageType.Text, true, cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            if (_socket.State is WebSocketState.Open)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
            await _reading;
            _socket.Dispose();
            SetDisconnected();
        }

        private async Task ReadAsync()
        {
            using var message = new MemoryStream();
            var buffer = new byte[16_384];
            try
            {
                while (true)
                {
                    var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    if (part.MessageType is WebSocketMessageType.Close)
                        break;
                    message.Write(buffer, 0, part.Count);
                    if (!part.EndOfMessage)
                        continue;

                    await WriteMessageAsync(JsonSerializer.Deserialize<JsonRpcMessage>(message.ToArray(), McpJsonUtilities.DefaultOptions)!);
                    message.SetLength(0);
                }
            }
            catch (WebSocketException)
            {
                // The server is gone, which the client learns from the end of the messages.
            }

            SetDisconnected();
        }
    }
}

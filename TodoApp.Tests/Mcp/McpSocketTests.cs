using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>A host that lets through few messages, so that a test can send too many.</summary>
public sealed class SlowHost(PostgresCluster postgres) : ApiHost(postgres)
{
    /// <summary>Messages of a user in a minute.</summary>
    public const int PerMinute = 40;

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("RateLimits:UserPerMinute", $"{PerMinute}")];
}

/// <summary>The framing of docs/api/mcp.md: one JSON-RPC message a text frame, bounds, and what a close means.</summary>
[Trait("Kind", "Mcp")]
public sealed class McpSocketTests(SlowHost host) : IClassFixture<SlowHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_does_not_ask_for_the_subprotocol_or_has_no_token_gets_no_socket()
    {
        using var user = await host.NewUser();
        using var plain = new ClientWebSocket();
        plain.Options.SetRequestHeader("Authorization", $"Bearer {user.Tokens.AccessToken}");
        plain.Options.CollectHttpResponseDetails = true;
        using var anonymous = new ClientWebSocket();
        anonymous.Options.AddSubProtocol("mcp");
        anonymous.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => plain.ConnectAsync(Address, Ct));
        await Assert.ThrowsAsync<WebSocketException>(() => anonymous.ConnectAsync(Address, Ct));

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, plain.HttpStatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, anonymous.HttpStatusCode);
    }

    [Fact]
    public async Task Pages_of_other_sites_get_no_socket()
    {
        using var user = await host.NewUser();
        using var socket = NewSocket(user.Tokens.AccessToken);
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address, Ct));

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task What_is_no_message_is_answered_and_the_connection_goes_on()
    {
        using var user = await host.NewUser();
        using var socket = await ConnectAsync(user.Tokens.AccessToken);

        await SendAsync(socket, "not json");
        var flaw = await ReceiveAsync(socket);
        await SendAsync(socket, """{"jsonrpc":"2.0","id":7,"method":"ping"}""");
        var pong = await ReceiveAsync(socket);

        Assert.Equal(-32700, flaw["error"]!["code"]!.GetValue<int>());
        Assert.Equal(7, pong["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task Frames_that_are_binary_or_too_long_end_the_connection()
    {
        using var user = await host.NewUser();
        using var binary = await ConnectAsync(user.Tokens.AccessToken);
        using var tooLong = await ConnectAsync(user.Tokens.AccessToken);

        await binary.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, Ct);
        await SendAsync(tooLong, new string(' ', Limits.Body + 1));

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, await ClosedAsync(binary));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await ClosedAsync(tooLong));
    }

    [Fact]
    public async Task A_token_that_is_revoked_ends_the_connection_at_the_next_message()
    {
        using var user = await host.NewUser();
        var token = await ToolChannel.NewTokenAsync(user, Scopes.TodosRead);
        using var socket = await ConnectAsync(token.Token);
        await SendAsync(socket, """{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        await ReceiveAsync(socket);

        using var revoked = await user.Send(HttpMethod.Delete, $"/api/v1/me/tokens/{token.Item.Id}");
        await SendAsync(socket, """{"jsonrpc":"2.0","id":2,"method":"ping"}""");

        Assert.True(revoked.IsSuccessStatusCode);
        Assert.Equal((WebSocketCloseStatus)4401, await ClosedAsync(socket));
    }

    [Fact]
    public async Task Too_many_messages_are_refused_one_by_one()
    {
        using var user = await host.NewUser();
        using var socket = await ConnectAsync(user.Tokens.AccessToken);
        var refused = 0;

        // Twice as many as a minute lets through: whenever the minute begins, some are too many.
        for (var i = 0; i < (2 * SlowHost.PerMinute) + 1; i++)
        {
            await SendAsync(socket, $$"""{"jsonrpc":"2.0","id":{{i}},"method":"ping"}""");
            if ((await ReceiveAsync(socket))["error"]?["message"]?.GetValue<string>().StartsWith("rate_limited", StringComparison.Ordinal) is true)
                refused++;
        }

        Assert.True(refused > 0, "Every message was let through.");
    }

    [Fact]
    public async Task An_account_has_ten_sockets_at_a_time()
    {
        using var user = await host.NewUser();
        var open = new List<ClientWebSocket>();
        for (var i = 0; i < 10; i++)
            open.Add(await ConnectAsync(user.Tokens.AccessToken));
        using var eleventh = NewSocket(user.Tokens.AccessToken);
        eleventh.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => eleventh.ConnectAsync(Address, Ct));
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, eleventh.HttpStatusCode);

        open.ForEach(s => s.Dispose());
    }

    private Uri Address => new UriBuilder(new Uri(host.Address, "/api/v1/mcp")) { Scheme = "ws" }.Uri;

    private static ClientWebSocket NewSocket(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mcp");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        return socket;
    }

    private async Task<ClientWebSocket> ConnectAsync(string token)
    {
        var socket = NewSocket(token);
        await socket.ConnectAsync(Address, Ct);
        Assert.Equal("mcp", socket.SubProtocol);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Ct);

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[65_536];
        var part = await socket.ReceiveAsync(buffer, Ct);
        Assert.True(part is { EndOfMessage: true, MessageType: WebSocketMessageType.Text }, $"{part.MessageType} {socket.CloseStatus}");
        return JsonNode.Parse(buffer.AsSpan(0, part.Count))!;
    }

    private static async Task<WebSocketCloseStatus?> ClosedAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1_024];
        while ((await socket.ReceiveAsync(buffer, Ct)).MessageType is not WebSocketMessageType.Close)
        {
        }

        return socket.CloseStatus;
    }
}

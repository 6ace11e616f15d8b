using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using TodoApp.Api.Auth;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>A way to the tools: our own chat's, or one of the network's, with a real client and a real token.</summary>
internal sealed class ToolChannel : IAsyncDisposable
{
    private static readonly string[] s_scopes = [Scopes.TodosRead, Scopes.TodosWrite];

    private ToolSession? _chat;
    private McpClient? _client;

    /// <summary>All of them.</summary>
    public static TheoryData<string> Names => ["chat", "http 2025-11-25", "http 2026-07-28", "websocket 2025-11-25", "websocket 2026-07-28"];

    /// <summary>What the person says when they are asked; null where the client cannot ask.</summary>
    public string? Answer { get; set; } = "accept";

    /// <summary>What the person was asked.</summary>
    public List<string> Questions { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ToolChannel> OpenAsync(
        string name, ApiHost host, TestUser user, bool canAsk = true, string[]? scopes = null, string? token = null)
    {
        var channel = new ToolChannel();
        if (name == "chat")
        {
            var caller = new Caller(new UserId(user.Id), "agent:assistant", Guid.CreateVersion7());
            channel._chat = await host.Services.GetRequiredService<ToolSessions>()
                .OpenAsync(caller, scopes ?? s_scopes, Guid.CreateVersion7(), host.Services, Ct);
            return channel;
        }

        token ??= (await NewTokenAsync(user, scopes ?? s_scopes)).Token;
        var options = new McpClientOptions { ProtocolVersion = name.Split(' ')[1], ClientInfo = new() { Name = "tests", Version = "1" } };
        if (canAsk)
        {
            options.Capabilities = new() { Elicitation = new() { Form = new() } };
            options.Handlers.ElicitationHandler = channel.AnswerAsync;
        }

        IClientTransport transport = name.StartsWith("http", StringComparison.Ordinal)
            ? new HttpClientTransport(new HttpClientTransportOptions
            {
                Endpoint = new Uri(host.Address, "/api/v1/mcp"),
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
            })
            : new WebSocketClientTransport(host.Address, token);
        channel._client = await McpClient.CreateAsync(transport, options, cancellationToken: Ct);
        return channel;
    }

    /// <summary>Makes an API token.</summary>
    public static async Task<CreatedApiToken> NewTokenAsync(TestUser user, params string[] scopes)
    {
        using var answer = await user.Post("/api/v1/me/tokens", new CreateApiToken("Agent", scopes));
        return await answer.Expect<CreatedApiToken>(System.Net.HttpStatusCode.Created);
    }

    public async Task<IReadOnlyList<string>> ListAsync() => _chat is not null
        ? [.. (await _chat.ListAsync(Ct)).Select(t => t.Name)]
        : [.. (await _client!.ListToolsAsync(cancellationToken: Ct)).Select(t => t.Name)];

    /// <summary>Calls a tool; in chat, a person who is asked answers as they would on a card.</summary>
    public async Task<ToolResult> CallAsync(string tool, object arguments)
    {
        var json = arguments as JsonElement? ?? JsonSerializer.SerializeToElement(arguments, ContractJson.Options);
        if (_chat is null)
            return await CallClientAsync(tool, json);

        var result = await _chat.CallAsync(tool, json, consent: null, Ct);
        if (result.Consent is null)
            return result;
        Questions.Add(result.Consent.Question);
        return Answer == "accept" ? await _chat.CallAsync(tool, json, result.Consent.Token, Ct) : result;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chat is not null)
            await _chat.DisposeAsync();
        if (_client is not null)
            await _client.DisposeAsync();
    }

    private async Task<ToolResult> CallClientAsync(string tool, JsonElement arguments)
    {
        try
        {
            var result = await _client!.CallToolAsync(
                new CallToolRequestParams { Name = tool, Arguments = arguments.EnumerateObject().ToDictionary(m => m.Name, m => m.Value) }, Ct);
            var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(c => c.Text));
            return new(text, result.StructuredContent, result.IsError is true, null);
        }
        catch (McpException refused)
        {
            return new(refused.Message, null, IsError: true, null);
        }
    }

    private ValueTask<ElicitResult> AnswerAsync(ElicitRequestParams? asked, CancellationToken ct)
    {
        Questions.Add(asked!.Message);
        return ValueTask.FromResult(Answer == "accept"
            ? new ElicitResult { Action = "accept", Content = new Dictionary<string, JsonElement> { ["allow"] = JsonElement.Parse("true") } }
            : new ElicitResult { Action = Answer! });
    }
}

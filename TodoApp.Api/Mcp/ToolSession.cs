using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp.Consents;

namespace TodoApp.Api.Mcp;

/// <summary>What came of a call.</summary>
/// <param name="Text">In words, for a model.</param>
/// <param name="Structured">The result as the tool's output schema says; null for failures.</param>
/// <param name="IsError">Whether the call failed.</param>
/// <param name="Consent">What has to be allowed by a person first; then nothing was done.</param>
internal sealed record ToolResult(string Text, JsonElement? Structured, bool IsError, ConsentRequest? Consent);

/// <summary>A call that waits for a person.</summary>
/// <param name="Id">Of the request.</param>
/// <param name="Token">Signed; good for one call of this tool with these arguments by this owner in this conversation.</param>
/// <param name="Tool">What was called.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Question">What it would do, in a sentence.</param>
/// <param name="ExpiresAt">When the token ends.</param>
internal sealed record ConsentRequest(
    Guid Id, string Token, string Tool, JsonElement Arguments, string Question, DateTimeOffset ExpiresAt);

/// <summary>An MCP client of our own server in this process, acting as a caller with the scopes of their token.</summary>
internal sealed class ToolSession : IAsyncDisposable
{
    private readonly McpClient _client;
    private readonly McpServer _server;
    private readonly Task _serving;

    internal ToolSession(McpClient client, McpServer server, Task serving) => (_client, _server, _serving) = (client, server, serving);

    /// <summary>The tools that the caller's scopes allow.</summary>
    public async Task<IReadOnlyList<ToolDescription>> ListAsync(CancellationToken ct)
    {
        var tools = await _client.ListToolsAsync(cancellationToken: ct);
        return [.. tools.Select(t => new ToolDescription(t.Name, t.Description, t.JsonSchema))];
    }

    /// <summary>Calls a tool. Calls may run at the same time.</summary>
    /// <param name="name">Of the tool.</param>
    /// <param name="arguments">A JSON object.</param>
    /// <param name="consent">The token of a <see cref="ConsentRequest"/> that a person allowed.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ToolResult> CallAsync(string name, JsonElement arguments, string? consent, CancellationToken ct)
    {
        if (arguments.ValueKind is not JsonValueKind.Object)
            return new("malformed_json: Arguments must be a JSON object.", null, IsError: true, null);

        try
        {
            var result = await _client.CallToolAsync(
                new CallToolRequestParams
                {
                    Name = name,
                    Arguments = arguments.EnumerateObject().ToDictionary(m => m.Name, m => m.Value),
                    RequestState = consent,
                }, ct);
            return Read(result);
        }
        catch (ModelContextProtocol.McpProtocolException unknown)
        {
            return new($"no_such_tool: {unknown.Message}", null, IsError: true, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static ToolResult Read(CallToolResult result)
    {
        var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(c => c.Text));
        return new(text, result.StructuredContent, result.IsError is true, Consent(result.Meta));
    }

    private static ConsentRequest? Consent(JsonObject? meta) =>
        meta?[ConsentGate.MetaKey] is { } asked ? asked.Deserialize<ConsentRequest>() : null;
}

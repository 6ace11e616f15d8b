using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TodoApp.Tests.Mcp;

/// <summary>Requests of 2026-07-28 as they are on the wire, to send what no client would.</summary>
internal sealed class RawMcp(Uri address, string token) : IDisposable
{
    public const string Revision = "2026-07-28";

    private readonly HttpClient _http = new() { BaseAddress = address };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Calls a tool, as a client that can show forms.</summary>
    public async Task<JsonNode> CallAsync(string tool, object arguments, string? state = null, JsonNode? answer = null)
    {
        var call = new JsonObject { ["name"] = tool, ["arguments"] = JsonSerializer.SerializeToNode(arguments, Contracts.ContractJson.Options) };
        if (state is not null)
            call["requestState"] = state;
        if (answer is not null)
            call["inputResponses"] = new JsonObject { ["consent"] = answer };
        using var response = await SendAsync(Message("tools/call", call), ("Mcp-Name", tool));
        return await ResultOfAsync(response);
    }

    public static JsonNode Accept => JsonNode.Parse("""{"action":"accept","content":{"allow":true}}""")!;

    /// <summary>A request with the metadata that every one has.</summary>
    public static JsonObject Message(string method, JsonObject parameters)
    {
        parameters["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = Revision,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject { ["elicitation"] = new JsonObject { ["form"] = new JsonObject() } },
        };
        return new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = parameters };
    }

    /// <summary>Posts a message with the headers that belong to it; a header that is given anew replaces one, and null takes it off.</summary>
    public async Task<HttpResponseMessage> SendAsync(JsonObject message, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/mcp");
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var all = new Dictionary<string, string?> { ["MCP-Protocol-Version"] = Revision, ["Mcp-Method"] = message["method"]?.GetValue<string>() };
        foreach (var (name, value) in headers)
            all[name] = value;
        foreach (var (name, value) in all.Where(h => h.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, Ct);
    }

    /// <summary>The result in an answer that was streamed.</summary>
    public static async Task<JsonNode> ResultOfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(Ct);
        var data = body.Split('\n').LastOrDefault(l => l.StartsWith("data: ", StringComparison.Ordinal));
        Assert.True(data is not null, body);
        return JsonNode.Parse(data["data: ".Length..])!["result"] ?? throw new InvalidOperationException(body);
    }

    public void Dispose() => _http.Dispose();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace TodoApp.Api.Mcp.Http;

/// <summary>
/// Headers repeat what the body says, so that proxies can route without reading it; where the two differ, a proxy would have
/// let something through that it did not see. Such a request is refused (2026-07-28, Streamable HTTP, standard headers).
/// </summary>
internal static class HeaderAgreement
{
    /// <summary>What is wrong with a message's headers; null when nothing is.</summary>
    public static JsonRpcErrorDetail? Flaw(IHeaderDictionary headers, JsonRpcMessage message, Func<IEnumerable<McpServerTool>> tools)
    {
        var header = headers[McpHeaderNames.Revision].ToString();
        var (method, parameters) = McpErrors.CallOf(message) ?? default;
        var meta = Text(parameters?["_meta"] as JsonObject, MetaKeys.ProtocolVersion);
        if (header.Length > 0 && !McpRevision.All.Contains(header))
            return McpErrors.UnsupportedRevision(header, speaksForItself: meta is not null);
        if (method is null)
            return null;

        if (method == RequestMethods.Initialize && Text(parameters, "protocolVersion") is { } asked && header.Length > 0 && asked != header)
            return Mismatch(McpHeaderNames.Revision, header, asked);

        if (!McpRevision.HasNoSessions(header) && !McpRevision.HasNoSessions(meta))
            return null;

        return FlawOfRevision(header, meta, message is JsonRpcRequest, parameters)
            ?? FlawOfCall(headers, method, parameters)
            ?? (method == RequestMethods.ToolsCall ? ParameterHeaders.Flaw(headers, parameters, tools) : null);
    }

    private static JsonRpcErrorDetail? FlawOfRevision(string header, string? meta, bool isRequest, JsonObject? parameters) => meta switch
    {
        _ when header.Length == 0 => McpErrors.Of(McpErrorCode.HeaderMismatch, $"The header {McpHeaderNames.Revision} is missing."),
        null when isRequest => McpErrors.Of(McpErrorCode.InvalidParams, $"Requests of {header} must have '_meta/{MetaKeys.ProtocolVersion}'."),
        not null when meta != header => Mismatch(McpHeaderNames.Revision, header, meta),
        _ when isRequest && parameters?["_meta"]?[MetaKeys.ClientCapabilities] is not JsonObject =>
            McpErrors.Of(McpErrorCode.InvalidParams, $"Requests of {header} must have '_meta/{MetaKeys.ClientCapabilities}', an object."),
        _ => null,
    };

    private static JsonRpcErrorDetail? FlawOfCall(IHeaderDictionary headers, string method, JsonObject? parameters)
    {
        if (!headers.TryGetValue(McpHeaderNames.Method, out var given))
            return McpErrors.Of(McpErrorCode.HeaderMismatch, $"The header {McpHeaderNames.Method} is missing.");
        if (given.ToString().Trim() is var said && said != method)
            return Mismatch(McpHeaderNames.Method, said, method);

        var member = method switch
        {
            RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
            RequestMethods.ResourcesRead => "uri",
            _ => null,
        };
        if (member is null)
            return null;
        if (!headers.TryGetValue(McpHeaderNames.Name, out var name))
            return McpErrors.Of(McpErrorCode.HeaderMismatch, $"The header {McpHeaderNames.Name} is missing.");

        return Decode(name.ToString()) is { } decoded && decoded == Text(parameters, member)
            ? null
            : Mismatch(McpHeaderNames.Name, name.ToString(), Text(parameters, member));
    }

    /// <summary>A header's value without the encoding that values beyond ASCII have; null when it is malformed.</summary>
    public static string? Decode(string value) =>
        value.All(c => c is '\t' or (>= ' ' and <= '~')) ? McpHeaderEncoder.DecodeValue(value.Trim()) : null;

    public static JsonRpcErrorDetail Mismatch(string header, string said, string? body) =>
        McpErrors.Of(McpErrorCode.HeaderMismatch, $"The header {header} says '{said}', the body '{body}'.");

    private static string? Text(JsonObject? node, string member) =>
        node?[member] is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}

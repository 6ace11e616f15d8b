using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace TodoApp.Api.Mcp.Http;

/// <summary>Errors of JSON-RPC that the transports give before a server has seen the message.</summary>
internal static class McpErrors
{
    /// <summary>What the protocol has no code for; the HTTP status says more.</summary>
    public const int Transport = -32000;

    /// <summary>What other SDKs answer when a session is gone, and so what clients know.</summary>
    public const int NoSuchSession = -32001;

    public static JsonTypeInfo<JsonRpcMessage> MessageType { get; } =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    public static JsonRpcErrorDetail Of(McpErrorCode code, string message) => new() { Code = (int)code, Message = message };

    public static JsonRpcErrorDetail Of(int code, string message) => new() { Code = code, Message = message };

    /// <summary>
    /// Names the revisions that there are, for the client to choose another one: a request that speaks for itself can choose only
    /// among those in which requests do.
    /// </summary>
    public static JsonRpcErrorDetail UnsupportedRevision(string requested, bool speaksForItself) => new()
    {
        Code = (int)McpErrorCode.UnsupportedProtocolVersion,
        Message = $"The {McpHeaderNames.Revision} '{requested}' is not supported.",
        Data = JsonSerializer.SerializeToElement(new { supported = McpRevision.All.Where(r => !speaksForItself || McpRevision.HasNoSessions(r)), requested }),
    };

    public static async Task WriteAsync(HttpContext http, int status, JsonRpcErrorDetail error, RequestId id = default)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            http.Response.Body, new JsonRpcError { Id = id, Error = error }, MessageType, http.RequestAborted);
    }

    public static RequestId IdOf(JsonRpcMessage message) => message is JsonRpcRequest request ? request.Id : default;

    public static (string Method, JsonObject? Parameters)? CallOf(JsonRpcMessage message) => message switch
    {
        JsonRpcRequest request => (request.Method, request.Params as JsonObject),
        JsonRpcNotification notification => (notification.Method, notification.Params as JsonObject),
        _ => null,
    };
}

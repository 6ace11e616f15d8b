using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace TodoApp.Api.Mcp.Http;

/// <summary>Arguments that a tool's schema wants repeated in headers (<c>x-mcp-header</c>) have to be the same there.</summary>
internal static class ParameterHeaders
{
    /// <summary>What every JSON reader can hold exactly: 2^53 − 1.</summary>
    private const long Safe = 9_007_199_254_740_991;

    public static JsonRpcErrorDetail? Flaw(IHeaderDictionary headers, JsonObject? call, Func<IEnumerable<McpServerTool>> tools)
    {
        var name = call?["name"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        var tool = tools().FirstOrDefault(t => t.ProtocolTool.Name == name);
        return tool is null ? null : Flaw(headers, tool.ProtocolTool.InputSchema, call?["arguments"] as JsonObject);
    }

    private static JsonRpcErrorDetail? Flaw(IHeaderDictionary headers, JsonElement schema, JsonObject? arguments)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind is not JsonValueKind.Object)
            return null;

        foreach (var member in properties.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Object))
        {
            var given = arguments?[member.Name];
            var flaw = Flaw(headers, member.Value, given as JsonObject) ?? FlawOfMember(headers, member, given);
            if (flaw is not null)
                return flaw;
        }

        return null;
    }

    private static JsonRpcErrorDetail? FlawOfMember(IHeaderDictionary headers, JsonProperty member, JsonNode? given)
    {
        if (!member.Value.TryGetProperty("x-mcp-header", out var label) || label.GetString() is not { Length: > 0 } suffix)
            return null;

        var header = McpHeaderNames.Parameter + suffix;
        if (!headers.TryGetValue(header, out var said))
            return given is null ? null : McpErrors.Of(McpErrorCode.HeaderMismatch, $"The header {header} is missing.");

        var expected = given is null ? null : McpHeaderEncoder.DecodeValue(McpHeaderEncoder.ConvertToHeaderValue(given));
        if (HeaderAgreement.Decode(said.ToString()) is not { } decoded)
            return HeaderAgreement.Mismatch(header, said.ToString(), expected);
        return expected is null || IsSame(decoded, expected, IsInteger(member.Value)) ? null : HeaderAgreement.Mismatch(header, decoded, expected);
    }

    /// <summary>Integers are the same however they are written ("42", "42.0"), as long as they can be held exactly.</summary>
    private static bool IsSame(string said, string expected, bool isInteger)
    {
        if (!isInteger)
            return said == expected;

        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return long.TryParse(said, styles, CultureInfo.InvariantCulture, out var a)
            && long.TryParse(expected, styles, CultureInfo.InvariantCulture, out var b)
            && a == b && a is >= -Safe and <= Safe;
    }

    private static bool IsInteger(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind switch
    {
        JsonValueKind.String => type.ValueEquals("integer"),
        JsonValueKind.Array => type.EnumerateArray().Any(t => t.ValueKind is JsonValueKind.String && t.ValueEquals("integer")),
        _ => false,
    };
}

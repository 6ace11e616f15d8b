using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace TodoApp.Tests.Mcp.Conformance;

/// <summary>Fixture tools of the conformance suite that give the kinds of content there are.</summary>
internal static class FixtureContent
{
    /// <summary>One red pixel, as PNG.</summary>
    public static readonly byte[] Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="u8.ToArray();

    private static readonly byte[] s_sound = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="u8.ToArray();

    public static IEnumerable<McpServerTool> Tools =>
    [
        Tool("test_simple_text", () => "This is a simple text response for testing."),
        Tool("test_image_content", () => new ImageContentBlock { Data = Picture, MimeType = "image/png" }),
        Tool("test_audio_content", () => new AudioContentBlock { Data = s_sound, MimeType = "audio/wav" }),
        Tool("test_embedded_resource", () => Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        Tool("test_multiple_content_types", ContentBlock[] () =>
        [
            new TextContentBlock { Text = "Multiple content types test:" },
            new ImageContentBlock { Data = Picture, MimeType = "image/png" },
            Embedded("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""),
        ]),
        Tool("test_error_handling", string () => throw new InvalidOperationException("This tool intentionally returns an error for testing")),
        Tool("test_header_tool", ([McpHeader("Region")] string region, string query) => $"{query} in {region}"),
        SchemaTool(),
    ];

    public static McpServerTool Tool(string name, Delegate run) => McpServerTool.Create(run, new() { Name = name, Description = $"The fixture {name}." });

    public static EmbeddedResourceBlock Embedded(string uri, string type, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = type, Text = text } };

    private static McpServerTool SchemaTool()
    {
        var tool = Tool("json_schema_2020_12_tool", () => "done");
        tool.ProtocolTool.InputSchema = System.Text.Json.JsonElement.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "$defs": { "address": { "$anchor": "addressDef", "type": "object", "properties": { "street": { "type": "string" }, "city": { "type": "string" } } } },
              "properties": { "name": { "type": "string" }, "address": { "$ref": "#/$defs/address" }, "contactMethod": { "type": "string" }, "phone": { "type": "string" }, "email": { "type": "string" } },
              "allOf": [ { "anyOf": [ { "required": ["phone"] }, { "required": ["email"] } ] } ],
              "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
              "then": { "required": ["phone"] },
              "else": { "required": ["email"] },
              "additionalProperties": false
            }
            """);
        return tool;
    }
}

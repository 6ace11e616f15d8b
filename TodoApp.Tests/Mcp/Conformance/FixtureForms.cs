using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace TodoApp.Tests.Mcp.Conformance;

/// <summary>Fixture tools of the conformance suite that show forms of every kind.</summary>
internal static class FixtureForms
{
    public static IEnumerable<McpServerTool> Tools =>
    [
        FixtureContent.Tool("test_elicitation_sep1034_defaults", (McpServer server, CancellationToken ct) => AskAsync(server, Defaults, ct)),
        FixtureContent.Tool("test_elicitation_sep1330_enums", (McpServer server, CancellationToken ct) => AskAsync(server, Choices, ct)),
    ];

    private static ElicitRequestParams.RequestSchema Defaults => new()
    {
        Properties =
        {
            ["name"] = new ElicitRequestParams.StringSchema { Default = "John Doe" },
            ["age"] = new ElicitRequestParams.NumberSchema { Type = "integer", Default = 30 },
            ["score"] = new ElicitRequestParams.NumberSchema { Default = 95.5 },
            ["status"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Enum = ["active", "inactive", "pending"], Default = "active" },
            ["verified"] = new ElicitRequestParams.BooleanSchema { Default = true },
        },
    };

    private static ElicitRequestParams.RequestSchema Choices => new()
    {
        Properties =
        {
            ["untitledSingle"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Enum = ["option1", "option2", "option3"] },
            ["titledSingle"] = new ElicitRequestParams.TitledSingleSelectEnumSchema { OneOf = Options },
            ["legacyEnum"] = new ElicitRequestParams.LegacyTitledEnumSchema { Enum = ["opt1", "opt2", "opt3"], EnumNames = ["One", "Two", "Three"] },
            ["untitledMulti"] = new ElicitRequestParams.UntitledMultiSelectEnumSchema { Items = new() { Enum = ["option1", "option2", "option3"] } },
            ["titledMulti"] = new ElicitRequestParams.TitledMultiSelectEnumSchema { Items = new() { AnyOf = Options } },
        },
    };

    private static List<ElicitRequestParams.EnumSchemaOption> Options =>
    [
        new() { Const = "value1", Title = "First" },
        new() { Const = "value2", Title = "Second" },
        new() { Const = "value3", Title = "Third" },
    ];

    private static async Task<string> AskAsync(McpServer server, ElicitRequestParams.RequestSchema schema, CancellationToken ct)
    {
        var result = await server.ElicitAsync(new ElicitRequestParams { Message = "Please fill this in.", RequestedSchema = schema }, ct);
        return $"Elicitation completed: action={result.Action}, content={System.Text.Json.JsonSerializer.Serialize(result.Content)}";
    }
}

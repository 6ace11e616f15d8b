using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace TodoApp.Tests.Mcp.Conformance;

/// <summary>Fixture tools of the conformance suite that speak to the client while they run.</summary>
internal static class FixtureTalk
{
    public static IEnumerable<McpServerTool> Tools =>
    [
        FixtureContent.Tool("test_tool_with_logging", LogAsync),
        FixtureContent.Tool("test_logging_tool", LogIfAskedAsync),
        FixtureContent.Tool("test_tool_with_progress", ProgressAsync),
        FixtureContent.Tool("test_sampling", SampleAsync),
        FixtureContent.Tool("test_elicitation", ElicitAsync),
        FixtureContent.Tool("test_streaming_elicitation", () => "Only a result."),
        FixtureContent.Tool("test_missing_capability", NeedSampling),
    ];

    public static Task SayAsync(McpServer server, string text, CancellationToken ct) => server.SendNotificationAsync(
        "notifications/message", new JsonObject { ["level"] = "info", ["logger"] = "fixture", ["data"] = text }, cancellationToken: ct);

    private static async Task<string> LogAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        foreach (var text in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
            await SayAsync(request.Server, text, ct);
        return "logged";
    }

    private static async Task<string> LogIfAskedAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        if (request.JsonRpcRequest.Context?.LogLevel is not null)
            await SayAsync(request.Server, "asked for", ct);
        return "logged if asked";
    }

    private static async Task<string> ProgressAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        if (request.Params.ProgressToken is not { } token)
            return "no token";

        foreach (var done in new[] { 0, 50, 100 })
            await request.Server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = done, Total = 100 }, cancellationToken: ct);
        return token.ToString()!;
    }

    private static async Task<string> SampleAsync(McpServer server, string prompt, CancellationToken ct)
    {
        var result = await server.SampleAsync(
            new CreateMessageRequestParams
            {
                Messages = [new() { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
                MaxTokens = 100,
            }, ct);
        return $"Sampling result: {(result.Content.FirstOrDefault() as TextContentBlock)?.Text}";
    }

    private static async Task<string> ElicitAsync(McpServer server, string message, CancellationToken ct)
    {
        var result = await server.ElicitAsync(
            new ElicitRequestParams
            {
                Message = message,
                RequestedSchema = new() { Properties = { ["response"] = new ElicitRequestParams.StringSchema { Description = "What you say" } } },
            }, ct);
        return $"Elicitation {result.Action}: {result.Content?["response"].GetString()}";
    }

    private static string NeedSampling(RequestContext<CallToolRequestParams> request) =>
        request.JsonRpcRequest.Context?.ClientCapabilities?.Sampling is not null
            ? "The client can sample."
            : throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new() }, "The client cannot sample.");
}

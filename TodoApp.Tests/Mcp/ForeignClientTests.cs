using System.Text.Json.Nodes;
using TodoApp.Api.Mcp;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>Clients that others wrote, with real tokens.</summary>
[Trait("Kind", "Mcp")]
public sealed class ForeignClientTests(ApiHost host) : ApiTest(host)
{
    private const string Suite = "node_modules/@modelcontextprotocol/conformance/dist/index.js";
    private const string Inspector = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    /// <summary>Scenarios that need no fixtures.</summary>
    public static TheoryData<string, string> Scenarios => new()
    {
        { "2025-11-25", "server-initialize" },
        { "2025-11-25", "server-session-lifecycle" },
        { "2025-11-25", "ping" },
        { "2025-11-25", "tools-list" },
        { "2025-11-25", "resources-list" },
        { "2025-11-25", "prompts-list" },
        { "2025-11-25", "dns-rebinding-protection" },
        { "2026-07-28", "tools-list" },
        { "2026-07-28", "resources-list" },
        { "2026-07-28", "prompts-list" },
        { "2026-07-28", "sep-2164-resource-not-found" },
        { "2026-07-28", "dns-rebinding-protection" },
        { "2026-07-28", "caching" },
        { "2026-07-28", "http-header-validation" },
    };

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Scenarios))]
    public async Task The_conformance_suite_finds_nothing_wrong_with_the_product_itself(string revision, string scenario)
    {
        using var user = await NewUser();
        await using var proxy = await TokenProxy.StartAsync(Host.Address, await TokenAsync(user));

        var (code, output, errors) = await NodePeer.RunAsync(
            Suite,
            ["server", "--url", new Uri(proxy.Address, "/api/v1/mcp").ToString(), "--scenario", scenario, "--spec-version", revision, "--timeout", "60000"],
            environment: null, Ct);

        Assert.True(code == 0, $"{output}\n{errors}");
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("http")]
    [InlineData("websocket")]
    public async Task The_sdk_for_typescript_lists_and_calls_tools(string kind)
    {
        using var user = await NewUser();
        var address = new UriBuilder(new Uri(Host.Address, "/api/v1/mcp")) { Scheme = kind is "http" ? "http" : "ws" }.Uri;

        var (code, output, errors) = await NodePeer.RunAsync(
            "mcp-peer.mjs", [kind, address.ToString()], new Dictionary<string, string> { ["TODOAPP_TOKEN"] = await TokenAsync(user) }, Ct);
        Assert.True(code == 0, $"{output}\n{errors}");
        var seen = JsonNode.Parse(output)!;

        Assert.Equal(OfTodos.Select(d => d.Face.Name).Order(), seen["tools"]!.AsArray().Select(t => t!.GetValue<string>()).Order());
        var todo = Assert.Single((await user.ListTodos()).Items);
        Assert.Equal(($"From {kind}", todo.Id), (todo.Title, seen["added"]!["id"]!.GetValue<Guid>()));
        Assert.Equal(todo.Id, seen["listed"]!["items"]![0]!["id"]!.GetValue<Guid>());
        Assert.True(seen["unknown"]!["isError"]!.GetValue<bool>());
        Assert.Equal(14, seen["held"]!.AsArray().Count);
        Assert.Equal(2, seen["prompts"]!.AsArray().Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_inspector_lists_and_calls_tools()
    {
        using var user = await NewUser();
        var token = await TokenAsync(user);

        var listed = await InspectAsync(token, "--method", "tools/list");
        var added = await InspectAsync(token, "--method", "tools/call", "--tool-name", "add_todo", "--tool-arg", "title=From the inspector");

        Assert.Equal(OfTodos.Count(), listed["tools"]!.AsArray().Count);
        Assert.Equal("From the inspector", added["structuredContent"]!["title"]!.GetValue<string>());
        Assert.Equal("From the inspector", Assert.Single((await user.ListTodos()).Items).Title);
    }

    // What the scopes of todos show; operating is a scope of its own.
    private static IEnumerable<ToolDefinition> OfTodos => ToolRegistry.Definitions.Where(d => d.Face.Scope != Scopes.OperatorRead);

    private async Task<JsonNode> InspectAsync(string token, params string[] arguments)
    {
        var (code, output, errors) = await NodePeer.RunAsync(
            Inspector,
            ["--cli", new Uri(Host.Address, "/api/v1/mcp").ToString(), "--transport", "http", "--header", $"Authorization: Bearer {token}", .. arguments],
            environment: null, Ct);
        Assert.True(code == 0, $"{output}\n{errors}");
        return JsonNode.Parse(output)!;
    }

    private static async Task<string> TokenAsync(TestUser user) =>
        (await ToolChannel.NewTokenAsync(user, Scopes.TodosRead, Scopes.TodosWrite)).Token;
}

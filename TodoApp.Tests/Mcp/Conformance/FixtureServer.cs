using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Mcp;

namespace TodoApp.Tests.Mcp.Conformance;

/// <summary>The transports of the product with the fixtures of the conformance suite in place of the product's tools.</summary>
public sealed class FixtureServer : IAsyncLifetime
{
    private WebApplication? _app;

    /// <summary>Where the suite finds it.</summary>
    public string Url => $"{_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/mcp";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://localhost:0".Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<McpServerSetup>((_, isShared) => Options(isShared));
        builder.Services.AddMcpTransports();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapMcpTransports("/mcp");
        await _app.StartAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private static McpServerOptions Options(bool isShared)
    {
        var options = new McpServerOptions
        {
            ServerInfo = new() { Name = "fixture", Version = "1" },
            ScopeRequests = isShared,
            ToolCollection = [.. FixtureContent.Tools, .. FixtureTalk.Tools, .. FixtureForms.Tools, .. FixtureInputs.Tools],
            PromptCollection = [.. FixturePrompts, FixtureInputs.Prompt],
            ResourceCollection = [.. FixtureResources],
        };
        options.Handlers.CompleteHandler = (_, _) => ValueTask.FromResult(new CompleteResult { Completion = new() { Values = [], Total = 0, HasMore = false } });
        options.Handlers.ReadResourceHandler = (request, _) => throw Missing(request.Params.Uri);
        if (isShared)
            AddSessionHandlers(options.Handlers);
        return options;
    }

    private static McpProtocolException Missing(string uri)
    {
        var missing = new McpProtocolException("There is no such resource.", McpErrorCode.InvalidParams);
        missing.Data["uri"] = uri;
        return missing;
    }

    /// <summary>What only sessions have.</summary>
    private static void AddSessionHandlers(McpServerHandlers handlers)
    {
        handlers.SubscribeToResourcesHandler = (_, _) => ValueTask.FromResult(new EmptyResult());
        handlers.UnsubscribeFromResourcesHandler = (_, _) => ValueTask.FromResult(new EmptyResult());
        handlers.SetLoggingLevelHandler = async (request, ct) =>
        {
            await FixtureTalk.SayAsync(request.Server, "The level was set.", ct);
            return new EmptyResult();
        };
    }

    private static IEnumerable<McpServerPrompt> FixturePrompts =>
    [
        McpServerPrompt.Create(() => "This is a simple prompt without arguments", new() { Name = "test_simple_prompt", Description = "A fixture." }),
        McpServerPrompt.Create((string arg1, string arg2) => $"Prompt with arguments: arg1={arg1}, arg2={arg2}", new() { Name = "test_prompt_with_arguments", Description = "A fixture." }),
        McpServerPrompt.Create(
            PromptMessage[] (string resourceUri) => [Said(FixtureContent.Embedded(resourceUri, "text/plain", "Embedded resource content for testing."))],
            new() { Name = "test_prompt_with_embedded_resource", Description = "A fixture." }),
        McpServerPrompt.Create(
            PromptMessage[] () => [Said(new ImageContentBlock { MimeType = "image/png", Data = FixtureContent.Picture })],
            new() { Name = "test_prompt_with_image", Description = "A fixture." }),
    ];

    private static IEnumerable<McpServerResource> FixtureResources =>
    [
        Resource("test://static-text", "text/plain", () => "This is the content of the static text resource."),
        Resource("test://static-binary", "image/png", () =>
            new BlobResourceContents { Uri = "test://static-binary", MimeType = "image/png", Blob = FixtureContent.Picture }),
        Resource("test://template/{id}/data", "application/json", (string id) => new TextResourceContents
        {
            Uri = $"test://template/{id}/data",
            MimeType = "application/json",
            Text = $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""",
        }),
        Resource("test://watched-resource", "text/plain", () => "Watched resource content"),
    ];

    private static McpServerResource Resource(string uri, string type, Delegate read) =>
        McpServerResource.Create(read, new() { UriTemplate = uri, Name = uri, MimeType = type });

    private static PromptMessage Said(ContentBlock content) => new() { Role = Role.User, Content = content };
}

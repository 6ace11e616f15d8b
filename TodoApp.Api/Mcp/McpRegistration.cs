using TodoApp.Api.Housekeeping;
using TodoApp.Api.Mcp.Consents;
using TodoApp.Api.Mcp.Http;
using TodoApp.Api.Mcp.Resources;
using TodoApp.Api.Mcp.Schemas;
using TodoApp.Api.Mcp.Sockets;

namespace TodoApp.Api.Mcp;

/// <summary>Tools for agents, and the Model Context Protocol to reach them by.</summary>
internal static class McpRegistration
{
    public static void AddMcp(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<McpMetrics>();
        services.AddSingleton<ToolSchemas>();
        services.AddSingleton<ToolRegistry>();
        services.AddSingleton<TodoResources>();
        services.AddSingleton<TodoMcpServer>();
        services.AddSingleton<ToolSessions>();
        services.AddSingleton<McpServerSetup>(s => s.GetRequiredService<TodoMcpServer>().OptionsFor);
        services.AddScoped<ConsentService>();
        services.AddChore<ConsentRetention>();
        services.AddMcpTransports();
    }

    /// <summary>The transports alone, which ask a <see cref="McpServerSetup"/> what there is.</summary>
    public static void AddMcpTransports(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<McpOptions>().BindConfiguration(McpOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<RequestOrigin>();
        services.AddSingleton<McpSessions>();
        services.AddSingleton<StreamableHttp>();
        services.AddSingleton<McpSockets>();
    }
}

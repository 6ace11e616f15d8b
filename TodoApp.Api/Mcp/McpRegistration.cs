using TodoApp.Api.Mcp.Consents;
using TodoApp.Api.Mcp.Schemas;

namespace TodoApp.Api.Mcp;

/// <summary>Tools for agents, and the Model Context Protocol to reach them by.</summary>
internal static class McpRegistration
{
    public static void AddMcp(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ToolSchemas>();
        services.AddSingleton<ConsentGate>();
        services.AddSingleton<ToolRegistry>();
        services.AddSingleton<TodoMcpServer>();
        services.AddSingleton<ToolSessions>();
    }
}

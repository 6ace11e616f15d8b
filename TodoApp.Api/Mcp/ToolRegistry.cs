using System.Security.Claims;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;
using TodoApp.Api.Journal;
using TodoApp.Api.Lists;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.QuickAdd;
using TodoApp.Api.Tags;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp;

/// <summary>Every tool there is, for chat and for every transport alike. It is made when somebody first asks for a tool.</summary>
internal sealed class ToolRegistry
{
    private readonly McpServerPrimitiveCollection<McpServerTool> _all = [];
    private readonly McpServerPrimitiveCollection<McpServerTool> _reading = [];
    private readonly McpServerPrimitiveCollection<McpServerTool> _writing = [];
    private readonly McpServerPrimitiveCollection<McpServerTool> _none = [];

    public ToolRegistry(IServiceProvider services)
    {
        foreach (var definition in Definitions)
        {
            var tool = ActivatorUtilities.CreateInstance<RegisteredTool>(services, definition);
            _all.Add(tool);
            (definition.Face.Writes ? _writing : _reading).Add(tool);
        }
    }

    public static IEnumerable<ToolDefinition> Definitions =>
        [.. QuickAddTools.All, .. TodoTools.All, .. ListTools.All, .. TagTools.All, .. JournalTools.All];

    /// <summary>The tools that a token allows; the others are as if they were not there.</summary>
    public McpServerPrimitiveCollection<McpServerTool> For(ClaimsPrincipal user)
    {
        var scopes = Claims.ScopesOf(user);
        return (scopes.Contains(Scopes.TodosRead), scopes.Contains(Scopes.TodosWrite)) switch
        {
            (true, true) => _all,
            (true, false) => _reading,
            (false, true) => _writing,
            _ => _none,
        };
    }
}

using System.Security.Claims;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;
using TodoApp.Api.Journal;
using TodoApp.Api.Lists;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Operators;
using TodoApp.Api.QuickAdd;
using TodoApp.Api.Tags;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp;

/// <summary>Every tool there is, for chat and for every transport alike. It is made when somebody first asks for a tool.</summary>
internal sealed class ToolRegistry
{
    private readonly Dictionary<string, McpServerPrimitiveCollection<McpServerTool>> _byScopes = [];

    public ToolRegistry(IServiceProvider services)
    {
        var tools = Definitions.Select(d => (d.Face.Scope, Tool: ActivatorUtilities.CreateInstance<RegisteredTool>(services, d))).ToList();
        // Sessions share a collection, so that there is one for each set of scopes that there can be.
        for (var set = 0; set < 1 << s_scopes.Length; set++)
        {
            var scopes = s_scopes.Where((_, bit) => (set & 1 << bit) != 0).ToList();
            _byScopes[string.Join(' ', scopes)] = [.. tools.Where(t => scopes.Contains(t.Scope)).Select(t => t.Tool)];
        }
    }

    public static IEnumerable<ToolDefinition> Definitions =>
        [.. QuickAddTools.All, .. TodoTools.All, .. ListTools.All, .. TagTools.All, .. JournalTools.All, .. OperatorTools.All];

    /// <summary>The tools that a token allows; the others are as if they were not there.</summary>
    public McpServerPrimitiveCollection<McpServerTool> For(ClaimsPrincipal user) =>
        _byScopes[string.Join(' ', s_scopes.Intersect(Claims.ScopesOf(user)))];

    private static readonly string[] s_scopes = [Scopes.TodosRead, Scopes.TodosWrite, Scopes.OperatorRead];
}

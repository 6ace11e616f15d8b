namespace TodoApp.Api.Mcp.Http;

/// <summary>Headers of Streamable HTTP.</summary>
internal static class McpHeaderNames
{
    public const string Session = "Mcp-Session-Id";
    public const string Revision = "MCP-Protocol-Version";
    public const string Method = "Mcp-Method";
    public const string Name = "Mcp-Name";
    public const string Parameter = "Mcp-Param-";
}

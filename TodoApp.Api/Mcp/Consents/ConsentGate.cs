using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>Stops what a person has to allow first.</summary>
internal sealed class ConsentGate
{
    /// <summary>In <c>_meta</c> of a result to our own chat: what a person has to allow.</summary>
    public const string MetaKey = "todoapp/consent";

    /// <summary>Null when the call may go on, else what it is answered with.</summary>
    public static Task<CallToolResult?> PassAsync(ToolDefinition tool, ToolCall call, RequestContext<CallToolRequestParams> request) =>
        Task.FromResult(tool.Question is null ? null : RegisteredTool.Refusal(new Failure(ProblemCodes.Conflict, "A person has to do this in TodoApp. Nothing was changed.")));
}

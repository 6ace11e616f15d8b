using System.Diagnostics;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Journal.Events;
using TodoApp.Api.Mcp.Consents;
using TodoApp.Api.Mcp.Schemas;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Tools;

/// <summary>A definition as the protocol knows it: its schemas are made when somebody first asks, and its outcomes become results.</summary>
internal sealed partial class RegisteredTool(
    ToolDefinition definition, ToolSchemas schemas, JournalSignal signal, McpMetrics metrics, ILogger<RegisteredTool> logger)
    : McpServerTool
{
    /// <summary>In <c>_meta</c> of a result: the turn that <c>undo_turn</c> takes back.</summary>
    public const string TurnKey = "todoapp/turn";

    /// <summary>In <c>_meta</c> of a failed result: the members of the problem that REST would answer with.</summary>
    public const string ProblemKey = "todoapp/problem";

    private readonly Lazy<Tool> _tool = new(() => schemas.Describe(definition));

    public ToolDefinition Definition => definition;

    public override Tool ProtocolTool => _tool.Value;

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var caller = ToolCaller.Of(request.User);
        var arguments = new ToolArguments(
            request.Params.Arguments?.AsReadOnly() ?? new Dictionary<string, JsonElement>().AsReadOnly(), definition, schemas.Json);
        var call = new ToolCall(caller, arguments, request.Services!, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        CallToolResult? result = null;
        try
        {
            return result = FlawOf(arguments, request.User) is { } flaw
                ? Refusal(flaw)
                : await ConsentGate.PassAsync(definition, call, request) ?? await RunAsync(call);
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or InputRequiredException))
        {
            return result = Refusal(Broken(bug));
        }
        finally
        {
            metrics.Called(definition.Face.Name, request.User?.HasClaim(c => c.Type == ToolCaller.ConversationClaim) is true, started, result);
            if (definition.Face.Writes)
                signal.Written(caller.Id.Value);
        }
    }

    /// <summary>A failure as a result that says what to do next.</summary>
    public static CallToolResult Refusal(Failure failure)
    {
        var problem = new JsonObject { ["code"] = failure.Code, ["detail"] = failure.Detail };
        if (failure.Member is not null || failure.Errors is not null)
        {
            problem["errors"] = JsonSerializer.SerializeToNode(
                failure.Errors ?? new Dictionary<string, string[]> { [failure.Member!] = [failure.Detail] });
        }

        if (failure.RetryAfter is { } rest)
            problem[Problems.RetryAfter] = (long)Math.Ceiling(rest.TotalSeconds);

        return new()
        {
            IsError = true,
            Content = [new TextContentBlock { Text = $"{failure.Code}: {failure.Detail} {ToolAdvice.On(failure.Code)}".TrimEnd() }],
            Meta = new JsonObject { [ProblemKey] = problem },
        };
    }

    /// <summary>A session shows a token only what it allows; the token of each call is looked at all the same.</summary>
    private Failure? FlawOf(ToolArguments arguments, ClaimsPrincipal? user)
    {
        var scope = definition.Face.Scope;
        return user is not null && Claims.HasScope(user, scope)
            ? arguments.Flaw()
            : new(ProblemCodes.InsufficientScope, $"The token lacks the scope {scope}.");
    }

    private async Task<CallToolResult> RunAsync(ToolCall call)
    {
        var outcome = await definition.RunAsync(call);
        if (outcome.Failure is { } failure)
            return Refusal(failure);

        var (answer, turn) = (outcome.Value, outcome.Value.Turn ?? call.Caller.Turn);
        var text = definition.Face.Writes ? $"{answer.Text} (turn {turn})" : answer.Text;
        return new()
        {
            Content = [new TextContentBlock { Text = text }],
            StructuredContent = JsonSerializer.SerializeToElement(answer.Value, definition.Result, schemas.Json),
            Meta = definition.Face.Writes ? new JsonObject { [TurnKey] = turn.ToString() } : null,
        };
    }

    private Failure Broken(Exception bug)
    {
        var (_, code, detail) = ProblemExceptionHandler.Describe(bug);
        if (code == ProblemCodes.Internal)
            Bug(bug, definition.Face.Name);
        return new(code, detail);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tool {Tool} broke")]
    private partial void Bug(Exception bug, string tool);
}

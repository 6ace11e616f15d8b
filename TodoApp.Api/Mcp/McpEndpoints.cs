using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelContextProtocol;
using ModelContextProtocol.Authentication;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Mcp.Http;
using TodoApp.Api.Mcp.Sockets;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp;

/// <summary>The Model Context Protocol: one address for Streamable HTTP and WebSocket.</summary>
internal static class McpEndpoints
{
    private const string Path = "/api/v1/mcp";
    private const string WellKnown = "/.well-known/oauth-protected-resource";

    public static bool Serves(PathString path) => path.StartsWithSegments(Path);

    public static void MapMcp(this WebApplication app)
    {
        app.MapMcpTransports(Path)
            .RequireAuthorization()
            .WithMetadata(new ProtectedResource(WellKnown + Path, $"{Scopes.TodosRead} {Scopes.TodosWrite}"))
            .WithTags("MCP")
            .WithProblems(ProblemCodes.Unauthorized, ProblemCodes.RateLimited);
        app.MapGet(WellKnown, Describe).WithName("DescribeResource").WithTags("MCP").Produces<JsonElement>();
        app.MapGet(WellKnown + Path, Describe).WithName("DescribeMcpResource").WithTags("MCP").Produces<JsonElement>();
    }

    /// <summary>The transports alone, as the tests run them with other tools.</summary>
    public static RouteGroupBuilder MapMcpTransports(this IEndpointRouteBuilder routes, string path)
    {
        var mcp = routes.MapGroup(path);
        mcp.MapPost("/", Post).WithName("PostMcp").Accepts<JsonElement>("application/json")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Produces(StatusCodes.Status202Accepted);
        mcp.MapGet("/", Get).WithName("GetMcp").Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        mcp.MapDelete("/", Delete).WithName("DeleteMcp").Produces(StatusCodes.Status204NoContent);
        return mcp;
    }

    /// <summary>Takes one JSON-RPC message of the Model Context Protocol (revisions to 2026-07-28) and streams what comes of it.</summary>
    internal static async Task<EmptyHttpResult> Post(HttpContext http, StreamableHttp mcp)
    {
        await mcp.PostAsync(http);
        return TypedResults.Empty;
    }

    /// <summary>Opens a WebSocket (subprotocol <c>mcp</c>), or the stream of a session of 2025-11-25 and before.</summary>
    internal static async Task<EmptyHttpResult> Get(HttpContext http, StreamableHttp mcp, McpSockets sockets)
    {
        await (http.WebSockets.IsWebSocketRequest ? sockets.AcceptAsync(http) : mcp.GetAsync(http));
        return TypedResults.Empty;
    }

    /// <summary>Ends a session of 2025-11-25 and before.</summary>
    internal static async Task<EmptyHttpResult> Delete(HttpContext http, StreamableHttp mcp)
    {
        await mcp.DeleteAsync(http);
        return TypedResults.Empty;
    }

    /// <summary>Says what the MCP server is as a resource, and which scopes it knows (RFC 9728).</summary>
    internal static JsonHttpResult<ProtectedResourceMetadata> Describe(HttpContext http) => TypedResults.Json(
        new ProtectedResourceMetadata
        {
            Resource = PublicAddress.Of(http.Request) + Path,
            ResourceName = "TodoApp",
            ScopesSupported = [Scopes.TodosRead, Scopes.TodosWrite],
        },
        McpJsonUtilities.DefaultOptions);
}

using System.Security.Claims;
using TodoApp.Api.Auth;

namespace TodoApp.Api.Mcp.Tools;

/// <summary>Who is behind a call: the owner of the token, through an agent.</summary>
internal static class ToolCaller
{
    /// <summary>What every actor of a write through MCP begins with.</summary>
    public const string Agent = "agent:";

    /// <summary>The turn that all calls of a session belong to; each call is its own where there is none.</summary>
    public const string TurnClaim = "turn";

    /// <summary>The conversation of our own chat that calls come from.</summary>
    public const string ConversationClaim = "conversation";

    public static Caller Of(ClaimsPrincipal? user)
    {
        var caller = Caller.From(user);
        return new(caller.Id, Actor(caller.Actor), Guid.TryParse(user!.FindFirstValue(TurnClaim), out var turn) ? turn : caller.Turn);
    }

    /// <summary>A caller of this process as the server sees one of the network.</summary>
    public static ClaimsPrincipal Principal(Caller caller, IReadOnlyCollection<string> scopes, Guid conversation) => new(new ClaimsIdentity(
        [
            new(Claims.Subject, caller.Id.Value.ToString()),
            new(Claims.Scope, string.Join(' ', scopes)),
            new(Caller.ActorClaim, caller.Actor),
            new(TurnClaim, caller.Turn.ToString()),
            new(ConversationClaim, conversation.ToString()),
        ],
        "in-process", Claims.Subject, roleType: null));

    private static string Actor(string actor) => actor switch
    {
        _ when actor.StartsWith(Agent, StringComparison.Ordinal) => actor,
        "user" => Agent + "mcp",
        _ => Agent + actor,
    };
}

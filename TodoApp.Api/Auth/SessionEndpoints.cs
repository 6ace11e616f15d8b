using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Where the caller is signed in.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/me/sessions").WithTags("Accounts").RequireScope(Scopes.Account).WithAccountProblems();
        sessions.MapGet("/", List).WithName("ListSessions");
        sessions.MapDelete("/{session_id:guid}", Revoke).WithName("RevokeSession");
    }

    /// <summary>Gets the places where the caller is signed in, the latest use first.</summary>
    internal static async Task<Ok<IReadOnlyList<SessionItem>>> List(
        UserId caller, ClaimsPrincipal user, Sessions sessions, CancellationToken ct) =>
        TypedResults.Ok(await sessions.ListAsync(caller, Claims.SessionOf(user), ct));

    /// <summary>Signs one of these places out; its access token ends within seconds.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        [FromRoute(Name = "session_id")] Guid id, UserId caller, Sessions sessions, CancellationToken ct) =>
        (await sessions.RevokeAsync(caller, id, ct)).ToNoContent();
}

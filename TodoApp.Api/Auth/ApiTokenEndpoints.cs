using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Tokens for scripts and agents.</summary>
internal static class ApiTokenEndpoints
{
    public static void MapApiTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/me/tokens").WithTags("API tokens").RequireScope(Scopes.Account).WithAccountProblems();
        tokens.MapGet("/", List).WithName("ListApiTokens");
        tokens.MapPost("/", Create).WithName("CreateApiToken").WithBodyProblems().WithProblems(ProblemCodes.TooMany);
        tokens.MapDelete("/{token_id:guid}", Revoke).WithName("RevokeApiToken");
    }

    /// <summary>Gets the caller's API tokens, without their secrets.</summary>
    internal static async Task<Ok<IReadOnlyList<ApiTokenItem>>> List(UserId caller, ApiTokens tokens, CancellationToken ct) =>
        TypedResults.Ok(await tokens.ListAsync(caller, ct));

    /// <summary>Makes an API token. Its secret is in this answer and nowhere else.</summary>
    internal static async Task<Results<Created<CreatedApiToken>, ProblemHttpResult>> Create(
        CreateApiToken request, UserId caller, ApiTokens tokens, CancellationToken ct)
    {
        var created = await tokens.CreateAsync(caller, request, ct);
        return created.Failure is { } failure
            ? Problems.Of(failure)
            : TypedResults.Created($"/api/v1/me/tokens/{created.Value.Item.Id}", created.Value);
    }

    /// <summary>Revokes an API token.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        [FromRoute(Name = "token_id")] Guid id, UserId caller, ApiTokens tokens, CancellationToken ct) =>
        (await tokens.RevokeAsync(caller, id, ct)).ToNoContent();
}

using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>A person's own account.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/users/register", Register).WithName("Register").WithTags("Accounts").AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignIn)
            .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(429).ProducesProblem(503);

        var me = routes.MapGroup("/me").WithTags("Accounts").RequireScope(Scopes.Account).ProducesProblem(401).ProducesProblem(403);
        me.MapGet("/", Get).WithName("GetProfile").ProducesProblem(404);
        me.MapPatch("/", Update).WithName("UpdateProfile").ProducesValidationProblem().ProducesProblem(404);
    }

    /// <summary>Makes an account with its Inbox and signs in to it.</summary>
    internal static async Task<Results<Created<TokenResponse>, ProblemHttpResult>> Register(
        RegisterRequest request, Registration registration, HttpContext context, CancellationToken ct) =>
        (await registration.RegisterAsync(request, Device.Of(request.Device, context), ct)).Failed(out var refusal, out var tokens)
            ? refusal.ToProblem(context)
            : TypedResults.Created("/api/v1/me", tokens);

    /// <summary>Gets the caller's profile.</summary>
    internal static async Task<Results<Ok<Profile>, ProblemHttpResult>> Get(UserId caller, Profiles profiles, CancellationToken ct) =>
        await profiles.FindAsync(caller, ct) is { } profile ? TypedResults.Ok(profile) : Problems.NotFound("account");

    /// <summary>Changes what is given of the caller's profile.</summary>
    internal static async Task<Results<Ok<Profile>, ProblemHttpResult>> Update(
        UpdateProfile change, UserId caller, Profiles profiles, CancellationToken ct) =>
        await profiles.UpdateAsync(caller, change, ct) is { } profile ? TypedResults.Ok(profile) : Problems.NotFound("account");
}

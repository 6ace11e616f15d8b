using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>How a client gets tokens, renews them and gives them back.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("Accounts").AllowAnonymous();
        users.MapPost("/login", LogIn).WithName("LogIn").RequireRateLimiting(RateLimits.SignIn)
            .ProducesValidationProblem().ProducesProblem(401).ProducesProblem(429).ProducesProblem(503);
        users.MapPost("/refresh", Refresh).WithName("RefreshTokens").ProducesValidationProblem().ProducesProblem(401);
        users.MapPost("/logout", LogOut).WithName("LogOut").ProducesValidationProblem();

        routes.MapGet("/validate-token", ValidateToken).WithName("ValidateToken").WithTags("Accounts")
            .RequireAuthorization().ProducesProblem(401);
    }

    /// <summary>Signs in with an address and a password.</summary>
    internal static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> LogIn(
        LoginRequest request, PasswordSignIn passwords, Sessions sessions, HttpContext context, CancellationToken ct)
    {
        if ((await passwords.CheckAsync(request.Email, request.Password, ct)).Failed(out var refusal, out var user))
            return refusal.ToProblem(context);

        return TypedResults.Ok(await sessions.OpenAsync(user, request.Client, Device.Of(request.Device, context), ct));
    }

    /// <summary>Gets a new access token; for apps also a new refresh token, and the old one ends.</summary>
    internal static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> Refresh(
        RefreshRequest request, Sessions sessions, HttpContext context, CancellationToken ct) =>
        (await sessions.RefreshAsync(request.RefreshToken, ct)).Failed(out var refusal, out var tokens)
            ? refusal.ToProblem(context)
            : TypedResults.Ok(tokens);

    /// <summary>Ends the session of a refresh token. That it has ended already is no error.</summary>
    internal static async Task<NoContent> LogOut(LogoutRequest request, Sessions sessions, CancellationToken ct)
    {
        await sessions.LogOutAsync(request.RefreshToken, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Says whose token the request carries and what it allows.</summary>
    internal static Ok<TokenStatus> ValidateToken(ClaimsPrincipal user) =>
        TypedResults.Ok(new TokenStatus(true, UserId.From(user).Value, Claims.ScopesOf(user), Claims.ExpiryOf(user)));
}

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
        var users = routes.MapGroup("/users").WithTags("Accounts").AllowAnonymous()
            .WithBodyProblems().WithProblems(ProblemCodes.RateLimited, ProblemCodes.Unavailable);
        users.MapPost("/login", LogIn).WithName("LogIn").RequireRateLimiting(RateLimits.SignIn)
            .WithProblems(ProblemCodes.InvalidCredentials, ProblemCodes.AccountLocked, ProblemCodes.Busy);
        users.MapPost("/refresh", Refresh).WithName("RefreshTokens").WithProblems(ProblemCodes.InvalidRefreshToken);
        users.MapPost("/logout", LogOut).WithName("LogOut");

        routes.MapGet("/validate-token", ValidateToken).WithName("ValidateToken").WithTags("Accounts")
            .RequireAuthorization()
            .WithProblems(ProblemCodes.Unauthorized, ProblemCodes.RateLimited, ProblemCodes.Unavailable);
    }

    /// <summary>Signs in with an address and a password.</summary>
    internal static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> LogIn(
        LoginRequest request, PasswordSignIn passwords, Sessions sessions, HttpContext http, CancellationToken ct)
    {
        var checkedUser = await passwords.CheckAsync(request.Email, request.Password, ct);
        return checkedUser.Failure is { } failure
            ? Problems.Of(failure)
            : TypedResults.Ok(await sessions.OpenAsync(checkedUser.Value, request.Client, Device.Of(request.Device, http), ct));
    }

    /// <summary>Gets a new access token; for apps also a new refresh token, and the old one ends.</summary>
    internal static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> Refresh(
        RefreshRequest request, Sessions sessions, CancellationToken ct) =>
        (await sessions.RefreshAsync(request.RefreshToken, ct)).ToOk();

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

using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
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
            .WithBodyProblems()
            .WithProblems(ProblemCodes.EmailTaken, ProblemCodes.RateLimited, ProblemCodes.Busy, ProblemCodes.Unavailable);

        var me = routes.MapGroup("/me").WithTags("Accounts").RequireScope(Scopes.Account).WithAccountProblems();
        me.MapGet("/", Get).WithName("GetProfile");
        me.MapPatch("/", Update).WithName("UpdateProfile").WithBodyProblems();

        var secured = me.MapGroup("").RequireRateLimiting(RateLimits.SignIn).WithBodyProblems()
            .WithProblems(ProblemCodes.AccountLocked, ProblemCodes.Busy);
        secured.MapDelete("/", Erase).WithName("EraseAccount");
        secured.MapPut("/password", ChangePassword).WithName("ChangePassword");
    }

    /// <summary>Makes an account with its Inbox and signs in to it.</summary>
    internal static async Task<Results<Created<TokenResponse>, ProblemHttpResult>> Register(
        RegisterRequest request, Registration registration, HttpContext http, CancellationToken ct)
    {
        var registered = await registration.RegisterAsync(request, Device.Of(request.Device, http), ct);
        return registered.Failure is { } failure ? Problems.Of(failure) : TypedResults.Created("/api/v1/me", registered.Value);
    }

    /// <summary>Gets the caller's profile.</summary>
    internal static async Task<Results<Ok<Profile>, ProblemHttpResult>> Get(UserId caller, Profiles profiles, CancellationToken ct) =>
        (await profiles.FindAsync(caller, ct)).ToOk();

    /// <summary>Changes what is given of the caller's profile.</summary>
    internal static async Task<Results<Ok<Profile>, ProblemHttpResult>> Update(
        UpdateProfile change, UserId caller, Profiles profiles, CancellationToken ct) =>
        (await profiles.UpdateAsync(caller, change, ct)).ToOk();

    /// <summary>Erases the caller's account and everything in it, at once and for good.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Erase(
        [FromBody] DeleteAccount request, UserId caller, AccountSecurity security, CancellationToken ct) =>
        (await security.EraseAsync(caller, request.Password, ct)).ToNoContent();

    /// <summary>Changes the caller's password and signs every other session out. API tokens stay.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        ChangePassword request, UserId caller, ClaimsPrincipal user, AccountSecurity security, CancellationToken ct) =>
        (await security.ChangePasswordAsync(caller, request, Claims.SessionOf(user), ct)).ToNoContent();
}

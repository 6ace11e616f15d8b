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
            .WithBodyProblems()
            .WithProblems(ProblemCodes.EmailTaken, ProblemCodes.RateLimited, ProblemCodes.Busy, ProblemCodes.Unavailable);

        var me = routes.MapGroup("/me").WithTags("Accounts").RequireScope(Scopes.Account).WithAccountProblems();
        me.MapGet("/", Get).WithName("GetProfile");
        me.MapPatch("/", Update).WithName("UpdateProfile").WithBodyProblems();
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
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Signing in without a password.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var passkeys = routes.MapGroup("/me/passkeys").WithTags("Passkeys").RequireScope(Scopes.Account).WithAccountProblems();
        passkeys.MapGet("/", List).WithName("ListPasskeys");
        passkeys.MapPost("/options", OfferCreation).WithName("OfferPasskey").WithProblems(ProblemCodes.TooMany);
        passkeys.MapPost("/", Create).WithName("CreatePasskey").WithBodyProblems().WithProblems(ProblemCodes.TooMany);
        passkeys.MapDelete("/{passkey_id}", Remove).WithName("RemovePasskey");

        var login = routes.MapGroup("/users/login/passkey").WithTags("Passkeys").AllowAnonymous().RequireRateLimiting(RateLimits.SignIn)
            .WithProblems(ProblemCodes.RateLimited, ProblemCodes.Unavailable);
        login.MapPost("/options", OfferSignIn).WithName("OfferPasskeySignIn");
        login.MapPost("/", SignIn).WithName("LogInWithPasskey").WithBodyProblems().WithProblems(ProblemCodes.InvalidCredentials);
    }

    /// <summary>Gets the caller's passkeys.</summary>
    internal static async Task<Results<Ok<IReadOnlyList<PasskeyItem>>, ProblemHttpResult>> List(UserId caller, Passkeys passkeys) =>
        (await passkeys.ListAsync(caller)).ToOk();

    /// <summary>Gets what a browser needs to make a passkey.</summary>
    internal static async Task<Results<Ok<PasskeyOptions>, ProblemHttpResult>> OfferCreation(
        UserId caller, Passkeys passkeys, HttpContext http) =>
        (await passkeys.OfferCreationAsync(caller, http)).ToOk();

    /// <summary>Adds the passkey that the browser made.</summary>
    internal static async Task<Results<Created<PasskeyItem>, ProblemHttpResult>> Create(
        CreatePasskey request, UserId caller, Passkeys passkeys, HttpContext http)
    {
        var created = await passkeys.CreateAsync(caller, request, http);
        return created.Failure is { } failure
            ? Problems.Of(failure)
            : TypedResults.Created($"/api/v1/me/passkeys/{created.Value.Id}", created.Value);
    }

    /// <summary>Removes a passkey.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        [FromRoute(Name = "passkey_id")] string id, UserId caller, Passkeys passkeys) =>
        (await passkeys.RemoveAsync(caller, id)).ToNoContent();

    /// <summary>Gets what a browser needs to sign in with a passkey.</summary>
    internal static async Task<Ok<PasskeyOptions>> OfferSignIn(Passkeys passkeys, HttpContext http) =>
        TypedResults.Ok(await passkeys.OfferSignInAsync(http));

    /// <summary>Signs in with a passkey.</summary>
    internal static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> SignIn(
        PasskeyLoginRequest request, Passkeys passkeys, Sessions sessions, HttpContext http, CancellationToken ct)
    {
        var user = await passkeys.SignInAsync(request, http);
        return user.Failure is { } failure
            ? Problems.Of(failure)
            : TypedResults.Ok(await sessions.OpenAsync(user.Value, request.Client, Device.Of(request.Device, http), ct));
    }
}

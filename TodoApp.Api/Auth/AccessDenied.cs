using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Says which requirement a refused request did not meet.</summary>
internal sealed class AccessDenied : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        if (!authorizeResult.Forbidden)
            return _default.HandleAsync(next, context, policy, authorizeResult);

        var failed = authorizeResult.AuthorizationFailure?.FailedRequirements ?? [];
        if (failed.OfType<PersonPresent>().Any())
            return ForbidAsync(context, ProblemCodes.PersonRequired, "Only a person who is signed in may do this, never an API token.");

        return failed.OfType<OwnPath>().Any()
            ? ForbidAsync(context, ProblemCodes.NotYourPath, "The path names another user. Yours starts with your own id.")
            : ForbidScopeAsync(context, failed.OfType<TokenScope>().FirstOrDefault()?.For(context.Request));
    }

    private static Task ForbidScopeAsync(HttpContext context, string? scope)
    {
        if (scope is null)
            return ForbidAsync(context, ProblemCodes.InsufficientScope, "The token does not allow this.");

        context.Response.Headers.WWWAuthenticate = BearerChallenge.For(context, "insufficient_scope", scope: scope);
        return ForbidAsync(context, ProblemCodes.InsufficientScope, $"The token lacks the scope {scope}.");
    }

    private static Task ForbidAsync(HttpContext context, string code, string detail) =>
        Problems.WriteAsync(context, new Failure(code, detail));
}

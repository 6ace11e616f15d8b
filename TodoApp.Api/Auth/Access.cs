using Microsoft.AspNetCore.Authorization;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>The <c>user_id</c> of the path is the caller's.</summary>
internal sealed class OwnPath : IAuthorizationRequirement;

/// <summary>The token has a scope.</summary>
/// <param name="Name">Which; null means the one that reading, or else writing, todos asks for.</param>
internal sealed record TokenScope(string? Name) : IAuthorizationRequirement
{
    public string For(HttpRequest request) => Name
        ?? (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? Scopes.TodosRead : Scopes.TodosWrite);
}

/// <summary>The token belongs to a session, so there is a person behind it.</summary>
internal sealed class PersonPresent : IAuthorizationRequirement;

internal sealed class PersonPresentHandler : AuthorizationHandler<PersonPresent>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PersonPresent requirement)
    {
        if (Claims.SessionOf(context.User) is not null)
            context.Succeed(requirement);

        return Task.CompletedTask;
    }
}

internal sealed class OwnPathHandler : AuthorizationHandler<OwnPath>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnPath requirement)
    {
        if (context.Resource is HttpContext http
            && Guid.TryParse(http.GetRouteValue("user_id")?.ToString(), out var owner)
            && context.User.FindFirst(Claims.Subject)?.Value == owner.ToString())
            context.Succeed(requirement);

        return Task.CompletedTask;
    }
}

internal sealed class TokenScopeHandler : AuthorizationHandler<TokenScope>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, TokenScope requirement)
    {
        if (context.Resource is HttpContext http && Claims.ScopesOf(context.User).Contains(requirement.For(http.Request)))
            context.Succeed(requirement);

        return Task.CompletedTask;
    }
}

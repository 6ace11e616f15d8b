using Microsoft.AspNetCore.Authorization;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>What a route asks of a request beyond a token; it says itself whether it is met.</summary>
internal interface IAccessRequirement : IAuthorizationRequirement
{
    bool IsMetBy(HttpContext http);
}

/// <summary>The <c>user_id</c> of the path is the caller's.</summary>
internal sealed class OwnPath : IAccessRequirement
{
    public bool IsMetBy(HttpContext http) =>
        Guid.TryParse(http.GetRouteValue("user_id")?.ToString(), out var owner)
        && Guid.TryParse(http.User.FindFirst(Claims.Subject)?.Value, out var caller)
        && owner == caller;
}

/// <summary>The token has a scope.</summary>
/// <param name="Name">Which; null means the one that reading, or else writing, todos asks for.</param>
internal sealed record TokenScope(string? Name) : IAccessRequirement
{
    public string For(HttpRequest request) => Name
        ?? (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? Scopes.TodosRead : Scopes.TodosWrite);

    public bool IsMetBy(HttpContext http) => Claims.HasScope(http.User, For(http.Request));
}

/// <summary>The token belongs to a session, so there is a person behind it.</summary>
internal sealed class PersonPresent : IAccessRequirement
{
    public bool IsMetBy(HttpContext http) => Claims.SessionOf(http.User) is not null;
}

using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Who is calling, and what they may do.</summary>
internal static class AuthRegistration
{
    public static void AddAuth(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
    }

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
    }

    /// <summary>
    /// The <c>user_id</c> of the path must be the caller's, and the token must have <c>todos:read</c>, or
    /// <c>todos:write</c> for anything but GET and HEAD.
    /// </summary>
    public static TBuilder RequireOwnPath<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization();

    /// <summary>The token must have a scope, such as <see cref="Scopes.Account"/>.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder routes, string scope) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization();
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Who is calling, and what they may do.</summary>
internal static class AuthRegistration
{
    public static void AddAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<AuthOptions>().BindConfiguration(AuthOptions.Section);
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsRules>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<LiveCredentials>();
        // One scheme, looked at by BearerTokens: the framework's choice among many is made anew at each request.
        services.AddSingleton<BearerAuthentication>();
        services.AddSingleton<IAuthenticationService>(s => s.GetRequiredService<BearerAuthentication>());
        services.AddAuthorization();
        services.AddSingleton<IPolicyEvaluator, AccessEvaluator>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessDenied>();
        builder.AddIdentity();
    }

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapSessions();
        routes.MapApiTokens();
        routes.MapPasskeys();
    }

    /// <summary>
    /// The <c>user_id</c> of the path must be the caller's, and the token must have <c>todos:read</c>, or
    /// <c>todos:write</c> for anything but GET and HEAD.
    /// </summary>
    public static TBuilder RequireOwnPath<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(p => p.RequireAuthenticatedUser().AddRequirements(new OwnPath(), new TokenScope(null)));

    /// <summary>The token must have a scope, such as <see cref="Scopes.Account"/>; null asks for what <see cref="RequireOwnPath"/> does.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder routes, string? scope) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(p => p.RequireAuthenticatedUser().AddRequirements(new TokenScope(scope)));

    /// <summary>The token must be a session's: an API token is refused.</summary>
    public static TBuilder RequirePerson<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(p => p.RequireAuthenticatedUser().AddRequirements(new PersonPresent()));

    private static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<User>(o =>
        {
            o.User.RequireUniqueEmail = true;
            // User names are e-mail addresses, which EmailAddress has looked at.
            o.User.AllowedUserNameCharacters = "";
        }).AddEntityFrameworkStores<TodoDbContext>();
        services.AddSingleton<AuthMetrics>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<UnknownAddresses>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<Sessions>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeyRules>();
        services.AddSingleton<PasskeyStates>();
        services.AddScoped<Passkeys>();
        services.AddChore<ExpiredCredentials>();
    }
}

using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using TodoApp.Api.Http;
using TodoApp.Api.Operators;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Auth;

/// <summary>
/// Bearer tokens (RFC 6750) in the <c>Authorization</c> header, and nowhere else: access tokens of a session, and API
/// tokens, which their prefix tells apart. There is no other scheme, so nothing is asked which one it is.
/// </summary>
internal sealed class BearerAuthentication(
    AccessTokens tokens, LiveCredentials live, OperatorAccounts operators, DatabasePool db) : IAuthenticationService
{
    private const string Scheme = "Bearer";

    private static readonly object s_failure = new();

    public async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) => await IdentifyAsync(context);

    public async Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        var failure = context.Items.TryGetValue(s_failure, out var why) ? why as string : null;
        context.Response.Headers.WWWAuthenticate = BearerChallenge.For(context, failure is null ? null : "invalid_token", failure);
        await Problems.WriteAsync(
            context, new Failure(ProblemCodes.Unauthorized, failure ?? "Sign in first: this needs a bearer token."));
    }

    /// <summary>Who a request comes from, or why its token does not say so.</summary>
    public ValueTask<AuthenticateResult> IdentifyAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count is 0)
            return new(AuthenticateResult.NoResult());
        if (header.Count > 1)
            return new(Refuse(http, "There is more than one Authorization header."));

        var text = header.ToString().AsSpan();
        var end = text.IndexOf(' ');
        if (end < 0 || !text[..end].Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            return new(AuthenticateResult.NoResult());

        var token = text[(end + 1)..].Trim(' ');
        if (token.StartsWith(SecretToken.Api, StringComparison.Ordinal))
            return CheckApiTokenAsync(http, token.ToString());

        return tokens.CheckOnce(token, out var reason) is { } seen ? CheckSessionAsync(http, seen) : new(Refuse(http, reason));
    }

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw NotOurs();

    public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => throw NotOurs();

    public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw NotOurs();

    /// <summary>Kept for the challenge, should the route ask for somebody.</summary>
    private static AuthenticateResult Refuse(HttpContext http, string why)
    {
        http.Items[s_failure] = why;
        return AuthenticateResult.Fail(why);
    }

    private async ValueTask<AuthenticateResult> CheckSessionAsync(HttpContext http, SeenToken seen)
    {
        var token = seen.Token;
        if (!await live.IsLiveAsync(token, db, http.RequestAborted))
            return Refuse(http, "The session has ended.");

        Correlation.Identify(token.Subject);
        var scope = operators.Limit(token.Subject, token.Scope);
        if (ReferenceEquals(scope, token.Scope) && seen.Result is { } made)
            return made;

        var result = Success(token.Subject, scope, token.ExpiresAt, new Claim(Claims.Session, token.SessionId.ToString()));
        if (ReferenceEquals(scope, token.Scope))
            seen.Result = result;
        return result;
    }

    private async ValueTask<AuthenticateResult> CheckApiTokenAsync(HttpContext http, string text)
    {
        if (!SecretToken.IsWellFormed(text, SecretToken.Api))
            return Refuse(http, "The API token is malformed.");
        if (await live.FindAsync(text, db, http.RequestAborted) is not { } token)
            return Refuse(http, "The API token is unknown, expired or revoked.");

        Correlation.Identify(token.UserId);
        var scope = operators.Limit(token.UserId, token.Scope);
        return Success(token.UserId, scope, token.ExpiresAt, new Claim(Caller.ActorClaim, $"token:{token.Id}"));
    }

    private static AuthenticateResult Success(Guid user, string scope, DateTimeOffset ends, Claim more)
    {
        Claim[] claims =
        [
            new(Claims.Subject, user.ToString()),
            new(Claims.Scope, scope),
            new(Claims.Expires, ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            more,
        ];
        var identity = new ClaimsIdentity(claims, Scheme, Claims.Subject, roleType: null);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme));
    }

    private static NotSupportedException NotOurs() =>
        new("Tokens are issued by the routes that sign in, and refusals are written by AccessDenied.");
}

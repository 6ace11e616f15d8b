using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TodoApp.Api.Http;
using TodoApp.Api.Operators;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Auth;

/// <summary>
/// Bearer tokens (RFC 6750) in the <c>Authorization</c> header, and nowhere else: access tokens of a session, and API
/// tokens, which their prefix tells apart.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens,
    LiveCredentials live) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count is 0)
            return AuthenticateResult.NoResult();
        if (header.Count > 1)
            return AuthenticateResult.Fail("There is more than one Authorization header.");
        if (header.ToString().Split(' ', 2) is not [var scheme, var token]
            || !scheme.Equals(SchemeName, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        token = token.Trim(' ');
        return token.StartsWith(SecretToken.Api, StringComparison.Ordinal)
            ? await CheckApiTokenAsync(token)
            : await CheckAccessTokenAsync(token);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.WWWAuthenticate = BearerChallenge.For(Context, failure is null ? null : "invalid_token", failure);
        await Problems.WriteAsync(
            Context, new Failure(ProblemCodes.Unauthorized, failure ?? "Sign in first: this needs a bearer token."));
    }

    private async Task<AuthenticateResult> CheckAccessTokenAsync(string text)
    {
        if (tokens.CheckOnce(text, out var reason) is not { } token)
            return AuthenticateResult.Fail(reason);
        if (!await live.IsLiveAsync(token, Context.RequestServices.GetRequiredService<DatabaseReader>(), Context.RequestAborted))
            return AuthenticateResult.Fail("The session has ended.");

        return Success(token.Subject, token.Scope, token.ExpiresAt, new Claim(Claims.Session, token.SessionId.ToString()));
    }

    private async Task<AuthenticateResult> CheckApiTokenAsync(string text)
    {
        if (!SecretToken.IsWellFormed(text, SecretToken.Api))
            return AuthenticateResult.Fail("The API token is malformed.");
        if (await live.FindAsync(text, Database, Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("The API token is unknown, expired or revoked.");

        return Success(token.UserId, token.Scope, token.ExpiresAt, new Claim(Caller.ActorClaim, $"token:{token.Id}"));
    }

    private TodoDbContext Database => Context.RequestServices.GetRequiredService<TodoDbContext>();

    private AuthenticateResult Success(Guid user, string scope, DateTimeOffset ends, Claim more)
    {
        Correlation.Identify(user);
        Claim[] claims =
        [
            new(Claims.Subject, user.ToString()),
            new(Claims.Scope, Context.RequestServices.GetRequiredService<OperatorAccounts>().Limit(user, scope)),
            new(Claims.Expires, ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            more,
        ];
        var identity = new ClaimsIdentity(claims, Scheme.Name, Claims.Subject, roleType: null);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}

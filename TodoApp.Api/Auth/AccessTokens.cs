using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace TodoApp.Api.Auth;

/// <summary>What a valid access token says.</summary>
internal sealed record AccessToken(Guid Subject, Guid SessionId, string Scope, DateTimeOffset ExpiresAt);

/// <summary>A valid access token that was seen before.</summary>
internal sealed class SeenToken(AccessToken token)
{
    public AccessToken Token => token;

    /// <summary>What a request that carries it is taken for, with all its scopes. Nobody changes a principal, so requests can share it.</summary>
    public AuthenticateResult? Result { get; set; }
}

/// <summary>
/// Issues and checks access tokens: JSON Web Tokens (RFC 7519) in the profile of RFC 9068, signed with HMAC-SHA-256.
/// docs/decisions/0001-jwt.md says why this is ours and how to swap it.
/// </summary>
internal sealed class AccessTokens(SigningKeys keys, IOptions<AuthOptions> options, TimeProvider clock) : IDisposable
{
    private const string Algorithm = "HS256";
    private const string Type = "at+jwt";

    /// <summary>How far the clocks of two replicas may be apart.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _checked = new(new MemoryCacheOptions { SizeLimit = 5_000 });

    public int LifetimeSeconds => (int)options.Value.AccessTokenLifetime.TotalSeconds;

    public string Issue(Guid user, Guid session, IEnumerable<string> scopes)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var header = Encoding.ASCII.GetBytes($$"""{"alg":"{{Algorithm}}","typ":"{{Type}}","kid":"{{keys.Current.Id}}"}""");
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = options.Value.Issuer,
            aud = options.Value.Audience,
            sub = user,
            sid = session,
            scope = string.Join(' ', scopes),
            jti = Guid.CreateVersion7(),
            iat = now,
            nbf = now,
            exp = now + LifetimeSeconds,
        });
        return CompactJws.Sign(keys.Current, header, payload);
    }

    /// <summary>The token when everything about it holds; otherwise null and the reason, fit for the caller's eyes.</summary>
    public AccessToken? Check(string token, out string reason)
    {
        reason = "The access token is malformed.";
        if (CompactJws.Parse(token) is not { } jws)
            return null;

        reason = "The access token was not signed by us.";
        return IsOurs(jws) ? CheckClaims(jws.Payload, out reason) : null;
    }

    /// <summary>
    /// As <see cref="Check"/>, but looks at the signature and the claims of a token once only: neither can change, only the
    /// time can run out.
    /// </summary>
    public SeenToken? CheckOnce(ReadOnlySpan<char> token, out string reason)
    {
        reason = "";
        if (_checked.TryGetValue(token, out SeenToken? seen) && seen!.Token.ExpiresAt > clock.GetUtcNow() - s_skew)
            return seen;

        var text = token.ToString();
        if (Check(text, out reason) is not { } fresh)
            return null;

        using var entry = _checked.CreateEntry(text);
        entry.Value = seen = new(fresh);
        entry.Size = 1;
        entry.AbsoluteExpirationRelativeToNow = options.Value.AccessTokenLifetime;
        return seen;
    }

    public void Dispose() => _checked.Dispose();

    /// <summary>The key decides the algorithm; the header only names the key, and must agree.</summary>
    private bool IsOurs(CompactJws jws) =>
        Text(jws.Header, "kid") is { } id && keys.Find(id) is { } key
        && Text(jws.Header, "alg") is Algorithm
        && string.Equals(Text(jws.Header, "typ"), Type, StringComparison.OrdinalIgnoreCase)
        && jws.SignedBy(key);

    private AccessToken? CheckClaims(JsonElement claims, out string reason)
    {
        reason = "The access token is not for this service.";
        if (Text(claims, "iss") != options.Value.Issuer || !IsAudience(claims))
            return null;

        reason = "The access token lacks a claim.";
        if (Time(claims, "exp") is not { } ends || Time(claims, "nbf") is not { } starts || Time(claims, "iat") is not { } issued
            || !Guid.TryParse(Text(claims, "sub"), out var subject) || !Guid.TryParse(Text(claims, "sid"), out var session)
            || Text(claims, "scope") is not { } scope || string.IsNullOrEmpty(Text(claims, "jti")))
            return null;

        var now = clock.GetUtcNow();
        reason = "The access token is not valid yet.";
        if (starts > now + s_skew || issued > now + s_skew)
            return null;

        reason = "The access token has expired.";
        return ends > now - s_skew ? new(subject, session, scope, ends) : null;
    }

    private bool IsAudience(JsonElement claims) =>
        claims.TryGetProperty("aud", out var audience) && audience.ValueKind switch
        {
            JsonValueKind.String => audience.ValueEquals(options.Value.Audience),
            JsonValueKind.Array => audience.EnumerateArray()
                .Any(a => a.ValueKind is JsonValueKind.String && a.ValueEquals(options.Value.Audience)),
            _ => false,
        };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? Wellformed(value) : null;

    /// <summary>A JSON string may escape half a surrogate pair, which no .NET string should hold.</summary>
    private static string? Wellformed(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>RFC 7519, 2: seconds since 1970, possibly with a fraction.</summary>
    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
            : null;
}

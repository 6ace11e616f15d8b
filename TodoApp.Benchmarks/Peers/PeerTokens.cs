using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TodoApp.Benchmarks.Peers;

/// <summary>
/// Bearer tokens as a small service would check them: HMAC-SHA-256, expiry, and the subject must be the user of the path.
/// Peers do it too, so that what is compared does the same work.
/// </summary>
internal sealed class PeerTokens(byte[] key)
{
    public const string KeySetting = "PEER_KEY";

    public static PeerTokens FromEnvironment() =>
        new(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(KeySetting) ?? throw new InvalidOperationException($"{KeySetting} is not set.")));

    public string Issue(Guid user)
    {
        var ends = DateTimeOffset.UtcNow.AddMinutes(15).ToUnixTimeSeconds();
        var input = Base64Url.EncodeToString("""{"alg":"HS256"}"""u8) + "." +
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{user}}","exp":{{ends}}}"""));
        return input + "." + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(input)));
    }

    /// <summary>Lets a request pass when its token is the user's own.</summary>
    public async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetRouteValue("user") is string user && !(Subject(http.Request.Headers.Authorization.ToString()) == Guid.Parse(user)))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await next(http);
    }

    private Guid? Subject(string header)
    {
        const string scheme = "Bearer ";
        if (!header.StartsWith(scheme, StringComparison.Ordinal))
            return null;

        var token = header.AsSpan(scheme.Length);
        var dot = token.LastIndexOf('.');
        var input = Encoding.ASCII.GetBytes(token[..dot].ToString());
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, input), Base64Url.DecodeFromChars(token[(dot + 1)..])))
            return null;

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[(token.IndexOf('.') + 1)..dot]));
        return claims.RootElement.GetProperty("exp").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeSeconds()
            ? claims.RootElement.GetProperty("sub").GetGuid()
            : null;
    }
}

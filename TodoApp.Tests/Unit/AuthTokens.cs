using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;

namespace TodoApp.Tests.Unit;

/// <summary>Issuers of access tokens, and tokens made by hand.</summary>
internal static class AuthTokens
{
    public const string Key = "0123456789abcdef0123456789abcdef-not-base64!";
    public const string OtherKey = "fedcba9876543210fedcba9876543210-not-base64!";

    public static readonly Guid User = Guid.Parse("01890000-0000-7000-8000-000000000001");
    public static readonly Guid Session = Guid.Parse("01890000-0000-7000-8000-000000000002");

    public static AccessTokens Issuer(TimeProvider clock, string key = Key, params string[] previous)
    {
        var options = Options.Create(new AuthOptions { SigningKey = key, PreviousSigningKeys = previous });
        return new AccessTokens(new SigningKeys(options, NullLogger<SigningKeys>.Instance), options, clock);
    }

    public static SigningKey KeyOf(string key = Key) => new(SigningKey.Bytes(key)!);

    public static Dictionary<string, object?> Header(string key = Key) =>
        new() { ["alg"] = "HS256", ["typ"] = "at+jwt", ["kid"] = KeyOf(key).Id };

    public static Dictionary<string, object?> Claims(TimeProvider clock)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = "todoapp",
            ["aud"] = "todoapp-api",
            ["sub"] = User,
            ["sid"] = Session,
            ["scope"] = "todos:read",
            ["jti"] = "one",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 60,
        };
    }

    public static string Sign(object header, object claims, string key = Key) =>
        CompactJws.Sign(KeyOf(key), JsonSerializer.SerializeToUtf8Bytes(header), JsonSerializer.SerializeToUtf8Bytes(claims));

    public static string SignRaw(string header, string claims, string key = Key) =>
        CompactJws.Sign(KeyOf(key), Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(claims));

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

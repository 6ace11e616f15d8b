using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TodoApp.Api.Auth;

/// <summary>A key of HMAC-SHA-256, the only algorithm it may ever be used with.</summary>
internal sealed class SigningKey
{
    /// <summary>RFC 7518, 3.2: at least as long as the hash.</summary>
    public const int FewestBytes = 32;

    private readonly byte[] _secret;

    public SigningKey(byte[] secret)
    {
        _secret = secret;
        // RFC 7638, 3: the required members in alphabetical order, no white space.
        var jwk = $$"""{"k":"{{Base64Url.EncodeToString(secret)}}","kty":"oct"}""";
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(jwk)));
    }

    /// <summary>The key's thumbprint (RFC 7638), which tokens carry as <c>kid</c>.</summary>
    public string Id { get; }

    public byte[] Sign(ReadOnlySpan<byte> input) => HMACSHA256.HashData(_secret, input);

    /// <summary>A key of its own for another purpose (HKDF, RFC 5869): what one signs is nothing to the other.</summary>
    public SigningKey Derive(string purpose) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, FewestBytes, info: Encoding.UTF8.GetBytes(purpose)));

    public bool Signed(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, input, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    /// <summary>The bytes of a configured key: base64, or else the text itself; null when there are too few.</summary>
    public static byte[]? Bytes(string configured)
    {
        var decoded = new byte[configured.Length];
        if (Convert.TryFromBase64String(configured, decoded, out var length) && length >= FewestBytes)
            return decoded[..length];

        var text = Encoding.UTF8.GetBytes(configured);
        return text.Length >= FewestBytes ? text : null;
    }
}

/// <summary>The key that signs, and those that are still honoured while a rotation is under way.</summary>
internal sealed partial class SigningKeys
{
    private readonly Dictionary<string, SigningKey> _byId;

    public SigningKeys(IOptions<AuthOptions> options, ILogger<SigningKeys> logger)
    {
        if (string.IsNullOrWhiteSpace(options.Value.SigningKey))
            Ephemeral(logger);

        Current = string.IsNullOrWhiteSpace(options.Value.SigningKey)
            ? new(RandomNumberGenerator.GetBytes(SigningKey.FewestBytes))
            : From(options.Value.SigningKey);
        _byId = options.Value.PreviousSigningKeys.Select(From).Append(Current).DistinctBy(k => k.Id).ToDictionary(k => k.Id);
    }

    public SigningKey Current { get; }

    /// <summary>All that may have signed what is still good.</summary>
    public IEnumerable<SigningKey> Honoured => _byId.Values;

    public SigningKey? Find(string id) => _byId.GetValueOrDefault(id);

    private static SigningKey From(string configured) =>
        new(SigningKey.Bytes(configured) ?? throw new InvalidOperationException("A signing key is too short."));

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Auth:SigningKey is not set: access tokens are signed with a random key and end with this process")]
    private static partial void Ephemeral(ILogger logger);
}

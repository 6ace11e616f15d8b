using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace TodoApp.Api.Auth;

/// <summary>
/// A compact JSON Web Signature (RFC 7515) read strictly: three parts, canonical base64url, JSON objects without
/// duplicate members, no extensions. Reading checks no signature; <see cref="SignedBy"/> does.
/// </summary>
internal sealed class CompactJws
{
    /// <summary>Ours have about 500 characters; anything much longer is not worth looking at.</summary>
    public const int LongestToken = 2_048;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    private readonly byte[] _signingInput;
    private readonly byte[] _signature;

    private CompactJws(byte[] signingInput, byte[] signature, JsonElement header, JsonElement payload) =>
        (_signingInput, _signature, Header, Payload) = (signingInput, signature, header, payload);

    public JsonElement Header { get; }

    public JsonElement Payload { get; }

    public bool SignedBy(SigningKey key) => key.Signed(_signingInput, _signature);

    public static string Sign(SigningKey key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var input = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>Null when it is not a token at all.</summary>
    public static CompactJws? Parse(string token, int longest = LongestToken)
    {
        if (token.Length > longest || token.Split('.') is not [var first, var second, var third])
            return null;
        if (Decode(first) is not { } header || Decode(second) is not { } payload || Decode(third) is not { } signature)
            return null;
        if (ReadObject(header) is not { } headerJson || ReadObject(payload) is not { } payloadJson)
            return null;
        // RFC 7515, 4.1.11: extensions marked critical that one does not know (we know none) make it invalid.
        if (headerJson.TryGetProperty("crit", out _))
            return null;

        return new(Encoding.ASCII.GetBytes($"{first}.{second}"), signature, headerJson, payloadJson);
    }

    /// <summary>Base64url without padding, white space or stray bits, so that a token has one spelling only.</summary>
    internal static byte[]? Decode(string text)
    {
        if (text.Length is 0 || text.Length % 4 is 1 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return null;

        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Base64Url.EncodeToString(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? ReadObject(byte[] utf8)
    {
        try
        {
            var root = JsonElement.Parse(utf8, s_strict);
            return root.ValueKind is JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TodoApp.Api.Auth;

/// <summary>
/// Opaque tokens: a prefix that secret scanners can look for, 256 random bits, and a checksum that tells a mistyped or
/// invented one without asking the database. Only their SHA-256 is ever kept: with that many random bits nothing
/// slower is needed.
/// </summary>
internal static class SecretToken
{
    public const string Api = "tda_";
    public const string Refresh = "tdr_";

    private const int SecretBytes = 32;
    private const int ChecksumBytes = 4;

    public static string New(string prefix)
    {
        Span<byte> token = stackalloc byte[SecretBytes + ChecksumBytes];
        RandomNumberGenerator.Fill(token[..SecretBytes]);
        Checksum(prefix, token[..SecretBytes]).CopyTo(token[SecretBytes..]);
        return prefix + Base64Url.EncodeToString(token);
    }

    public static bool IsWellFormed(string token, string prefix) =>
        token.StartsWith(prefix, StringComparison.Ordinal)
        && CompactJws.Decode(token[prefix.Length..]) is { Length: SecretBytes + ChecksumBytes } bytes
        && bytes.AsSpan(SecretBytes).SequenceEqual(Checksum(prefix, bytes.AsSpan(0, SecretBytes)));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static ReadOnlySpan<byte> Checksum(string prefix, ReadOnlySpan<byte> secret) =>
        SHA256.HashData([.. Encoding.ASCII.GetBytes(prefix), .. secret]).AsSpan(0, ChecksumBytes);
}

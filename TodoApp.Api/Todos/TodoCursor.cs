using System.Buffers.Text;
using System.Text;

namespace TodoApp.Api.Todos;

/// <summary>
/// Where a page of todos ended: the order, and the key and id of the last row. Opaque to clients but no secret: it can
/// point at any place of the caller's own list and at nothing else.
/// </summary>
internal sealed record TodoCursor(string Sort, string Key, Guid Id)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Id:N}{Sort}|{Key}"));

    /// <summary>Reads a cursor, or gives null when it is none of this order.</summary>
    public static TodoCursor? Read(string text, string sort)
    {
        try
        {
            var plain = s_strict.GetString(Base64Url.DecodeFromChars(text));
            return plain.Length > 32
                && Guid.TryParseExact(plain[..32], "N", out var id)
                && plain[32..].StartsWith(sort + "|", StringComparison.Ordinal)
                && !plain.Contains('\0', StringComparison.Ordinal)
                ? new(sort, plain[(33 + sort.Length)..], id)
                : null;
        }
        catch (Exception flaw) when (flaw is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

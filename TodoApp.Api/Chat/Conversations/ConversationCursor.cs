using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>Where the next page of conversations starts. Opaque to clients but no secret.</summary>
internal sealed record ConversationCursor(DateTimeOffset UpdatedAt, Guid Id)
{
    private const int Longest = 128;

    public string Write() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id:N}{UpdatedAt.UtcTicks}")));

    /// <summary>Reads a cursor, or gives null when it is none.</summary>
    public static ConversationCursor? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        if (text.Length > Longest || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
            return null;

        var plain = Encoding.ASCII.GetString(bytes[..length]);
        return plain.Length > 32 && Guid.TryParseExact(plain[..32], "N", out var id)
            && long.TryParse(plain[32..], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }
}

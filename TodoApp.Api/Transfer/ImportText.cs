using System.Text;

namespace TodoApp.Api.Transfer;

/// <summary>Decodes a file strictly: what is not well formed is refused rather than replaced.</summary>
internal static class ImportText
{
    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16 = new(false, true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16BigEndian = new(true, true, throwOnInvalidBytes: true);

    /// <summary>UTF-8, or UTF-16 when a byte order mark says so, as spreadsheets write it; null when it is neither.</summary>
    public static string? Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            return file switch
            {
                [0xEF, 0xBB, 0xBF, ..] => s_utf8.GetString(file[3..]),
                [0xFF, 0xFE, ..] => s_utf16.GetString(file[2..]),
                [0xFE, 0xFF, ..] => s_utf16BigEndian.GetString(file[2..]),
                _ => s_utf8.GetString(file),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

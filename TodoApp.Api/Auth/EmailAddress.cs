using System.Globalization;
using System.Text;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>
/// The form an address is kept in: trimmed and Unicode NFC. Only mail can tell whether it exists; what is refused here
/// is what could not be one, or what could pass for another one.
/// </summary>
internal static class EmailAddress
{
    private const int LongestLocalPart = 64;

    /// <summary>Null when it cannot be an address.</summary>
    public static string? Clean(string text)
    {
        if (PlainTextAttribute.Flaw(text, multiline: false, allowBlank: false) is not null)
            return null;

        var email = text.Trim().Normalize(NormalizationForm.FormC);
        return email.Length <= Limits.Email
            && email.Split('@') is [{ Length: > 0 and <= LongestLocalPart }, { Length: > 0 }]
            && !email.Any(IsInvisible)
                ? email
                : null;
    }

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}

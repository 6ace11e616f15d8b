using System.Text;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>
/// What may be a password: length and a list of common ones, but no rules about kinds of characters (NIST SP 800-63B,
/// 3.1.1.2). Any Unicode goes, NUL excepted, because foreign programs end strings there.
/// </summary>
internal static class Passwords
{
    /// <summary>
    /// The form that is hashed and compared: NFKC, as NIST asks, so that a password matches on whatever keyboard it is
    /// typed. Text that is not Unicode stays as it is.
    /// </summary>
    public static string Normalize(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return password;
        }
    }

    /// <summary>Says what is wrong with a new password, or null when nothing is.</summary>
    public static string? Flaw(string password, string email)
    {
        if (password.Contains('\0', StringComparison.Ordinal))
            return "A password must not contain NUL.";

        var normalized = Normalize(password);
        if (normalized.EnumerateRunes().Count() < Limits.PasswordMin)
            return $"A password has at least {Limits.PasswordMin} characters.";
        if (IsEmail(normalized, email))
            return "A password must not be the e-mail address or a part of it.";

        return CommonPasswords.Contains(normalized)
            ? "This is one of the passwords that attackers try first. Choose another; a few unrelated words do well."
            : null;
    }

    private static bool IsEmail(string password, string email) =>
        email.Split('@').Append(email).Any(part => string.Equals(part, password, StringComparison.OrdinalIgnoreCase));
}

using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>How a client keeps its refresh token, which decides whether the token changes with every use.</summary>
public enum ClientKind
{
    /// <summary>An app or script: each refresh gives a new refresh token and ends the old one (RFC 9700, 4.14.2).</summary>
    App,

    /// <summary>
    /// A web server that keeps the token in an HttpOnly cookie: the token stays the same, so that two tabs or two
    /// replicas may use it at once, and its lifetime slides.
    /// </summary>
    Browser,
}

/// <summary>Asks for a new account.</summary>
/// <param name="Email">The address to sign in with; letter case does not matter.</param>
/// <param name="Password">10 to 128 characters, not one of the commonly used ones.</param>
/// <param name="DisplayName">How the product addresses the person; the part before the @ when left out.</param>
/// <param name="TimeZone">IANA zone for "today"; UTC when left out.</param>
/// <param name="Locale">BCP 47 language tag; <c>en</c> when left out.</param>
/// <param name="Client">How the caller keeps its refresh token.</param>
/// <param name="Device">What to call this session in the list of sessions.</param>
public sealed record RegisterRequest(
    [property: Required, EmailAddress, StringLength(Limits.Email), PlainText] string Email,
    [property: Required, StringLength(Limits.PasswordMax, MinimumLength = Limits.PasswordMin)] string Password,
    [property: StringLength(Limits.DisplayName), PlainText] string? DisplayName = null,
    [property: TimeZoneName] string? TimeZone = null,
    [property: StringLength(Limits.Locale, MinimumLength = 2), RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] string? Locale = null,
    ClientKind Client = ClientKind.App,
    [property: StringLength(Limits.DisplayName), PlainText] string? Device = null);

/// <summary>Asks for a session.</summary>
/// <param name="Email">The account's address; letter case does not matter.</param>
/// <param name="Password">Its password.</param>
/// <param name="Client">How the caller keeps its refresh token.</param>
/// <param name="Device">What to call this session in the list of sessions.</param>
public sealed record LoginRequest(
    [property: Required, StringLength(Limits.Email)] string Email,
    [property: Required, StringLength(Limits.PasswordMax)] string Password,
    ClientKind Client = ClientKind.App,
    [property: StringLength(Limits.DisplayName), PlainText] string? Device = null);

/// <summary>Asks for a new access token.</summary>
/// <param name="RefreshToken">The token that login, registration or the last refresh gave.</param>
public sealed record RefreshRequest([property: Required, StringLength(256)] string RefreshToken);

/// <summary>Ends the session that a refresh token belongs to. Ending it twice is no error.</summary>
/// <param name="RefreshToken">The token that login, registration or the last refresh gave.</param>
public sealed record LogoutRequest([property: Required, StringLength(256)] string RefreshToken);

/// <summary>Changes what was given of the caller's profile; what is left out stays (RFC 7396).</summary>
/// <param name="DisplayName">How the product addresses the person.</param>
/// <param name="TimeZone">IANA zone for "today".</param>
/// <param name="Locale">BCP 47 language tag.</param>
public sealed record UpdateProfile(
    [property: StringLength(Limits.DisplayName, MinimumLength = 1), PlainText] string? DisplayName = null,
    [property: TimeZoneName] string? TimeZone = null,
    [property: StringLength(Limits.Locale, MinimumLength = 2), RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] string? Locale = null);

/// <summary>Erases the caller's account and everything in it, at once and for good.</summary>
/// <param name="Password">The account's password, so that a stolen access token is not enough.</param>
public sealed record DeleteAccount([property: Required, StringLength(Limits.PasswordMax)] string Password);

/// <summary>Changes the caller's password and signs every other session out.</summary>
/// <param name="CurrentPassword">The account's password, so that a stolen access token is not enough.</param>
/// <param name="NewPassword">10 to 128 characters, not one of the commonly used ones.</param>
public sealed record ChangePassword(
    [property: Required, StringLength(Limits.PasswordMax)] string CurrentPassword,
    [property: Required, StringLength(Limits.PasswordMax, MinimumLength = Limits.PasswordMin)] string NewPassword);

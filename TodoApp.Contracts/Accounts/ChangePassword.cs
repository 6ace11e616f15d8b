using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>Asks for another password. Every other session of the account ends.</summary>
/// <param name="CurrentPassword">The password so far, so that an open browser is not enough.</param>
/// <param name="NewPassword">10 to 128 characters, not one of the commonly used ones.</param>
public sealed record ChangePassword(
    [property: Required, StringLength(Limits.PasswordMax)] string CurrentPassword,
    [property: Required, StringLength(Limits.PasswordMax, MinimumLength = Limits.PasswordMin)] string NewPassword);

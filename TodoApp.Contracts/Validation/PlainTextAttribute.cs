using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>
/// Text that can be stored and shown as it is: well-formed UTF-16, no NUL and no other control characters
/// (Unicode category Cc). Line breaks and tabs are let through when <see cref="Multiline"/> is set.
/// Right-to-left text, combining marks and emoji are all fine.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PlainTextAttribute : ValidationAttribute
{
    /// <summary>Whether line feeds, carriage returns and tabs may occur.</summary>
    public bool Multiline { get; init; }

    /// <summary>Whether the text may be empty or only white space.</summary>
    public bool AllowBlank { get; init; }

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string text)
            return ValidationResult.Success;

        return Flaw(text, Multiline, AllowBlank) is { } flaw
            ? new ValidationResult($"{validationContext.DisplayName} {flaw}.", [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
    }

    /// <summary>Says what is wrong with a text, or <see langword="null"/> when nothing is.</summary>
    /// <param name="text">The text to look at.</param>
    /// <param name="multiline">Whether line breaks and tabs may occur.</param>
    /// <param name="allowBlank">Whether it may be empty or only white space.</param>
    public static string? Flaw(string text, bool multiline, bool allowBlank)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (!allowBlank && string.IsNullOrWhiteSpace(text))
            return "must not be blank";

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(multiline && c is '\n' or '\r' or '\t'))
                return "must not contain control characters";
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return "must be well-formed Unicode";
        }

        return null;
    }
}

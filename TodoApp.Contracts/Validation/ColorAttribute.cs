using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>One of the named colours in <see cref="Palette"/>; each has a readable shade in light and in dark.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColorAttribute : ValidationAttribute
{
    /// <summary>The colours lists and tags can have.</summary>
    public static IReadOnlyList<string> Palette { get; } =
        ["red", "orange", "yellow", "green", "teal", "blue", "violet", "pink", "gray"];

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string color && !Palette.Contains(color)
            ? new ValidationResult(
                $"{validationContext.DisplayName} must be one of {string.Join(", ", Palette)}.",
                [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
}

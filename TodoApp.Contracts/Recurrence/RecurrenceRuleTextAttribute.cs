using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>A recurrence rule as <see cref="RecurrenceRule"/> reads it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RecurrenceRuleTextAttribute : ValidationAttribute
{
    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string text && !RecurrenceRule.TryParse(text, out _, out var flaw)
            ? new ValidationResult(flaw, [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
}

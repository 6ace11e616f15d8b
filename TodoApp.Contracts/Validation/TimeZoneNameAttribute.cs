using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>An IANA time zone name such as <c>Europe/Berlin</c>, known to this machine's time zone data.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TimeZoneNameAttribute : ValidationAttribute
{
    /// <summary>Whether the name is a known IANA zone.</summary>
    public static bool IsKnown(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= Limits.TimeZone
            && !Path.IsPathRooted(name)
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            && zone.HasIanaId;
    }

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string name && !IsKnown(name)
            ? new ValidationResult(
                $"{validationContext.DisplayName} must be an IANA time zone such as 'Europe/Berlin'.",
                [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
}

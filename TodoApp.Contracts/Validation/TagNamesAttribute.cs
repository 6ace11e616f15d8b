using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>A list of tag names: at most <see cref="Limits.TagsPerTodo"/>, each as <see cref="TagName"/> asks.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TagNamesAttribute : ValidationAttribute
{
    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not IEnumerable<string?> names)
            return ValidationResult.Success;

        var all = names.Take(Limits.TagsPerTodo + 1).ToList();
        var flaw = all.Count > Limits.TagsPerTodo
            ? $"must hold at most {Limits.TagsPerTodo} tags"
            : all.Select(TagName.Flaw).FirstOrDefault(f => f is not null);

        return flaw is null
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName}: {flaw}.", [validationContext.MemberName ?? ""]);
    }
}

/// <summary>One tag name, as part of a request.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TagNameAttribute : ValidationAttribute
{
    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string name && TagName.Flaw(name) is { } flaw
            ? new ValidationResult($"{validationContext.DisplayName}: {flaw}.", [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
}

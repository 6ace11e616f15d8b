using System.ComponentModel.DataAnnotations;

namespace TodoApp.Contracts;

/// <summary>Holds the members of a merge patch to the rules that the whole resource has, so that no rule stands twice.</summary>
internal static class MergePatch
{
    /// <summary>Names what is wrong with the members that are present.</summary>
    /// <param name="whole">Any instance of the request whose properties of the same names carry the rules.</param>
    /// <param name="members">Name, whether it is present, and its value.</param>
    public static IEnumerable<ValidationResult> Flaws(
        object whole, params (string Name, bool IsSet, object? Value)[] members)
    {
        var flaws = new List<ValidationResult>();
        foreach (var (name, _, value) in members.Where(m => m.IsSet))
            Validator.TryValidateProperty(value, new ValidationContext(whole) { MemberName = name }, flaws);

        return flaws;
    }
}

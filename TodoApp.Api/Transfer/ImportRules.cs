using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using TodoApp.Api.Outcomes;

namespace TodoApp.Api.Transfer;

/// <summary>Holds a file to the rules that stand as attributes on the contracts, part by part, and names the places.</summary>
internal static class ImportRules
{
    public static Failure? Find(ImportFile file)
    {
        var flaws = new ImportFlaws();
        Check(file.Content, "", flaws);
        // What holds the parts has to be in order before they are looked at.
        if (flaws.Any)
            return flaws.ToFailure();

        Check(file.Content.Profile, "profile", flaws);
        for (var i = 0; i < file.Content.Lists.Count; i++)
            Check(file.Content.Lists[i], $"lists[{i}]", flaws);
        for (var i = 0; i < file.Content.Tags.Count; i++)
            Check(file.Content.Tags[i], $"tags[{i}]", flaws);
        for (var i = 0; i < file.Content.Todos.Count; i++)
            Check(file.Content.Todos[i], file.PlaceOf(i), flaws);
        return flaws.Any ? flaws.ToFailure() : null;
    }

    private static void Check(object? part, string place, ImportFlaws flaws)
    {
        if (part is null)
        {
            flaws.Add(place, "It must not be null.");
            return;
        }

        var found = new List<ValidationResult>();
        if (Validator.TryValidateObject(part, new ValidationContext(part), found, validateAllProperties: true))
            return;

        foreach (var flaw in found)
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(flaw.MemberNames.FirstOrDefault() ?? "");
            var isLine = place.StartsWith("line ", StringComparison.Ordinal);
            flaws.Add(isLine || member.Length == 0 || place.Length == 0 ? place + (isLine ? "" : member) : $"{place}.{member}", flaw.ErrorMessage ?? "It breaks a rule.");
        }
    }
}

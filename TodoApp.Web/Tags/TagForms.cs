using TodoApp.Contracts;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Tags;

/// <summary>A tag as it was typed.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Color">Its colour, or empty.</param>
/// <param name="Version">The version the person saw.</param>
public sealed record TagInput(string Name, string Color, string Version)
{
    /// <summary>A form nobody has typed into.</summary>
    public static TagInput Empty { get; } = new("", "", "");

    public static TagInput Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form["name"].ToString().Trim().TrimStart('#'), form["color"].ToString(), form["version"].ToString());
    }

    public static TagInput Of(TagItem tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return new(tag.Name, tag.Color ?? "", tag.Version);
    }

    internal string? ColorOrNone => Color.Length == 0 ? null : Color;

    /// <summary>What is wrong with the name, by the same rule the API has.</summary>
    internal ApiProblem? Flaw()
    {
        if (TagName.Flaw(Name) is not { } flaw)
            return null;

        var errors = new FieldErrors();
        errors.Add("name", char.ToUpperInvariant(flaw[0]) + flaw[1..] + ".");
        return ApiProblem.Invalid(errors);
    }
}

/// <summary>All tags, and the form for a new one.</summary>
/// <param name="Input">What was typed into the form.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record TagsView(TagInput Input, FieldErrors Errors);

/// <summary>A tag and the form it is edited in.</summary>
/// <param name="Tag">The tag as it is.</param>
/// <param name="Input">What was typed, or the tag itself.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Conflict">Whether the tag has changed since the person began to type.</param>
public sealed record TagEdit(TagItem Tag, TagInput Input, FieldErrors Errors, bool Conflict = false);

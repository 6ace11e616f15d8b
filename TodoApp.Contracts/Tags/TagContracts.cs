using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TodoApp.Contracts;

/// <summary>A tag as its owner sees it.</summary>
/// <param name="Name">Its name in lower case, which is also its identity.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>, or null.</param>
/// <param name="OpenCount">Open todos that carry it, counted up to 1,000.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Version">The value for <c>If-Match</c>, in double quotes.</param>
public sealed record TagItem(string Name, string? Color, int OpenCount, DateTimeOffset CreatedAt, string Version);

/// <summary>Asks for a new tag. Putting a tag on a todo also makes it.</summary>
/// <param name="Name">1 to 50 characters without spaces, commas, '#' or '/'.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>.</param>
public sealed record CreateTag(
    [property: Required, TagName] string Name,
    [property: Color] string? Color = null);

/// <summary>Changes what was given of a tag: a JSON merge patch (RFC 7396).</summary>
/// <param name="Name">A new name, which every todo that carries the tag gets with it.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>; null takes the colour off.</param>
public sealed record PatchTag(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Name = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Color = default) : IValidatableObject
{
    /// <summary>A patch that changes nothing yet.</summary>
    [JsonConstructor]
    public PatchTag() : this(Name: default)
    {
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        MergePatch.Flaws(
            new CreateTag(""), (nameof(Name), Name.IsSet, Name.Value), (nameof(Color), Color.IsSet, Color.Value));
}

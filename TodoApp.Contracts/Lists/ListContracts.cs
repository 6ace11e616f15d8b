using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TodoApp.Contracts;

/// <summary>A list of todos as its owner sees it.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>, or null.</param>
/// <param name="IsInbox">Whether it is the account's Inbox, which can be neither deleted nor archived.</param>
/// <param name="Archived">Whether it is hidden from the everyday views.</param>
/// <param name="Position">Orders lists, compared byte by byte.</param>
/// <param name="OpenCount">Open todos in it, counted up to 1,000.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="DeletedAt">When it went to the trash, if it is there.</param>
/// <param name="Version">The value for <c>If-Match</c>, in double quotes.</param>
public sealed record ListItem(
    Guid Id, string Name, string? Color, bool IsInbox, bool Archived, string Position, int OpenCount,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? DeletedAt, string Version);

/// <summary>Asks for a new list.</summary>
/// <param name="Name">What to call it; unique among the account's lists, whatever the letter case.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>.</param>
public sealed record CreateList(
    [property: Required, StringLength(Limits.ListName), PlainText] string Name,
    [property: Color] string? Color = null);

/// <summary>Changes what was given of a list: a JSON merge patch (RFC 7396).</summary>
/// <param name="Name">What to call it; cannot be cleared.</param>
/// <param name="Color">One of <see cref="ColorAttribute.Palette"/>; null takes the colour off.</param>
/// <param name="Archived">Whether to hide it from the everyday views.</param>
/// <param name="After">Moves the list behind this one; null moves it to the top.</param>
public sealed record PatchList(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Name = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Color = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<bool> Archived = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<Guid?> After = default) : IValidatableObject
{
    /// <summary>A patch that changes nothing yet.</summary>
    [JsonConstructor]
    public PatchList() : this(Name: default)
    {
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        MergePatch.Flaws(
            new CreateList(""), (nameof(Name), Name.IsSet, Name.Value), (nameof(Color), Color.IsSet, Color.Value));
}

using System.Text;

namespace TodoApp.Contracts;

/// <summary>The rules of a tag's name. Tags are the same whatever their letter case; they are kept in lower case.</summary>
public static class TagName
{
    /// <summary>
    /// Says what is wrong with a name, or <see langword="null"/> when nothing is. A name has 1 to
    /// <see cref="Limits.TagName"/> characters and no white space, comma, <c>#</c> or <c>/</c>.
    /// </summary>
    public static string? Flaw(string? name) => name switch
    {
        null => "a tag must not be null",
        _ when name.Trim().Length is 0 or > Limits.TagName => $"a tag has 1 to {Limits.TagName} characters",
        _ when PlainTextAttribute.Flaw(name, multiline: false, allowBlank: false) is { } flaw => $"a tag {flaw}",
        _ when name.Trim().Any(c => char.IsWhiteSpace(c) || c is ',' or '#' or '/') =>
            "a tag must not contain spaces, commas, '#' or '/'",
        _ => null,
    };

    /// <summary>The form a name is stored and compared in: trimmed, Unicode NFC, lower case.</summary>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }
}

using TodoApp.Contracts;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Lists;

/// <summary>A list as it was typed.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Color">Its colour, or empty.</param>
/// <param name="Version">The version the person saw.</param>
public sealed record ListInput(string Name, string Color, string Version)
{
    /// <summary>A form nobody has typed into.</summary>
    public static ListInput Empty { get; } = new("", "", "");

    public static ListInput Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form["name"].ToString().Trim(), form["color"].ToString(), form["version"].ToString());
    }

    public static ListInput Of(ListItem list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new(list.Name, list.Color ?? "", list.Version);
    }

    internal string? ColorOrNone => Color.Length == 0 ? null : Color;
}

/// <summary>The form for a new list, on the page that shows them all.</summary>
/// <param name="Input">What was typed into the form.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ListsView(ListInput Input, FieldErrors Errors);

/// <summary>A list and the form it is edited in.</summary>
/// <param name="List">The list as it is.</param>
/// <param name="Input">What was typed, or the list itself.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Conflict">Whether the list has changed since the person began to type.</param>
public sealed record ListEdit(ListItem List, ListInput Input, FieldErrors Errors, bool Conflict = false);

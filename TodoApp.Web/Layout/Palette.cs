using TodoApp.Contracts;

namespace TodoApp.Web.Layout;

/// <summary>The classes that stand for the colours of lists and tags; the policy allows no inline styles.</summary>
internal static class Palette
{
    public static string Class(string? color) =>
        color is not null && ColorAttribute.Palette.Contains(color) ? $"color-{color}" : "color-none";
}

namespace TodoApp.Web.Layout;

/// <summary>Addresses of pages that have somebody's own words in them.</summary>
internal static class Paths
{
    public static string Tag(string name) => $"/tags/{Uri.EscapeDataString(name)}";

    public static string Todo(Guid id, string from) => Http.LocalPath.WithFrom($"/todos/{id}", from);
}

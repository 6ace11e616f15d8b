using Microsoft.AspNetCore.WebUtilities;

namespace TodoApp.Web.Http;

/// <summary>Where to go back to after something was done: only ever a path of this site, percent-encoded.</summary>
internal static class LocalPath
{
    private const int Longest = 1024;

    /// <summary>The path, or the fallback when it could lead elsewhere.</summary>
    public static string OrElse(string? path, string fallback) => IsLocal(path) ? path! : fallback;

    public static string WithFrom(string path, string from) => QueryHelpers.AddQueryString(path, "from", from);

    /// <summary>The path and query the browser asked for.</summary>
    public static string Of(HttpRequest request) => request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    // A browser reads "//host" and "/\host" as another site, and drops tabs and line breaks before it looks.
    private static bool IsLocal(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..]
        && path.Length <= Longest
        && path.All(c => c is > ' ' and < '\x7f');
}

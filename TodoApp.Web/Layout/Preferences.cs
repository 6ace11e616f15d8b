namespace TodoApp.Web.Layout;

/// <summary>How somebody likes the pages to be. Kept in the browser, in cookies that identify nobody.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="Shortcuts">Whether single keys do things (WCAG 2.1.4 asks that they can be switched off).</param>
public sealed record Preferences(string Theme, bool Shortcuts)
{
    public const string SystemTheme = "system";

    private const string ThemeCookie = "theme";
    private const string ShortcutsCookie = "shortcuts";
    private const string Off = "off";

    public static IReadOnlyList<string> Themes { get; } = [SystemTheme, "light", "dark"];

    public static Preferences Read(HttpContext context) => new(
        ThemeOr(context.Request.Cookies[ThemeCookie]), context.Request.Cookies[ShortcutsCookie] != Off);

    public static string ThemeOr(string? theme) => theme is not null && Themes.Contains(theme) ? theme : SystemTheme;

    public void Write(HttpContext context)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
        };
        context.Response.Cookies.Append(ThemeCookie, Theme, options);
        context.Response.Cookies.Append(ShortcutsCookie, Shortcuts ? "on" : Off, options);
    }
}

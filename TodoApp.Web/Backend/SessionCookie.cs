using Microsoft.Extensions.Options;

namespace TodoApp.Web.Backend;

/// <summary>How the browser keeps its session.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>
    /// Lets the cookie travel over plain HTTP, for browsers that refuse Secure cookies on http://localhost.
    /// Only ever set for Development.
    /// </summary>
    public bool AllowPlainHttp { get; init; }
}

/// <summary>The one cookie with an identity in it: the opaque session token that the API issued.</summary>
internal sealed class SessionCookie(IOptions<SessionOptions> options)
{
    /// <summary>The prefix makes the browser insist on Secure, Path=/ and no Domain (RFC 6265bis).</summary>
    public const string Name = "__Host-session";

    public const string PlainName = "session";

    private const int LongestToken = 256;

    public string? Read(HttpContext context) =>
        context.Request.Cookies[NameFor(context)] is { Length: > 0 and <= LongestToken } token ? token : null;

    public void Write(HttpContext context, string token, DateTimeOffset expires) =>
        context.Response.Cookies.Append(NameFor(context), token, Settings(context, expires));

    public void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context), Settings(context, null));

    private bool IsPlain(HttpContext context) => options.Value.AllowPlainHttp && !context.Request.IsHttps;

    private string NameFor(HttpContext context) => IsPlain(context) ? PlainName : Name;

    private CookieOptions Settings(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = !IsPlain(context),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}

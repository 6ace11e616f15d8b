using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace TodoApp.Web.Layout;

/// <summary>What a notice is about, which decides how it reads and what undoes it.</summary>
public enum NoticeKind
{
    Added,
    Completed,
    Reopened,
    Saved,
    Moved,
    Deleted,
    Restored,
    Erased,
    ListSaved,
    ListDeleted,
    TagSaved,
    TagDeleted,
    SessionEnded,
    TokenRevoked,
    PasswordChanged,
    SignedOut,
    AccountDeleted,
    Imported,
    ConversationSaved,
    Undone,
    ChangedSince,
    NothingSelected,
    NoTagNamed,
    NotAll,
    AlreadySo,
    NothingToUndo,
}

/// <summary>
/// What the page after a redirect says has just been done. It travels in a cookie that lives for that one redirect:
/// it needs no store, works on any replica, and does not come back when the page is reloaded.
/// </summary>
/// <param name="Kind">What was done.</param>
/// <param name="Id">To what.</param>
/// <param name="Name">What that is called.</param>
/// <param name="Turn">The turn of the API that did it, and that an undo takes back.</param>
public sealed record Notice(NoticeKind Kind, string? Id = null, string? Name = null, string? Turn = null)
{
    private const string Cookie = "notice";
    private const int LongestName = 80;
    private const int LongestCookie = 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    public static Notice About(NoticeKind kind, Guid id, string name, Guid? turn = null) => new(kind, id.ToString(), name, turn?.ToString());

    public void Leave(HttpContext context) =>
        context.Response.Cookies.Append(Cookie, Encode(), Options(context, Lifetime));

    /// <summary>Takes the notice the last request left, so that the next page does not show it again.</summary>
    public static Notice? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and <= LongestCookie } text)
            return null;

        context.Response.Cookies.Delete(Cookie, Options(context, null));
        return Decode(text);
    }

    private string Encode() =>
        WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(this with { Name = Shorten(Name) }));

    private static Notice? Decode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Notice>(WebEncoders.Base64UrlDecode(text)) is { } notice
                && Enum.IsDefined(notice.Kind)
                ? notice
                : null;
        }
        catch (Exception flaw) when (flaw is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? Shorten(string? name) =>
        name?.Length > LongestName
            ? string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName), "…")
            : name;

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        MaxAge = lifetime,
    };
}

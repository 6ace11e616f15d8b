using TodoApp.Api.Accounts;

namespace TodoApp.Api.Auth;

/// <summary>What to call a session: what the client says, or else its user agent.</summary>
internal static class Device
{
    public static string Of(string? named, HttpContext context)
    {
        var name = Profiles.CleanName(named ?? UserAgent(context));
        return name.Length > 0 ? name : "Unknown";
    }

    private static string UserAgent(HttpContext context) =>
        new([.. context.Request.Headers.UserAgent.ToString().Where(char.IsAscii).Where(c => !char.IsControl(c))]);
}

using TodoApp.Contracts;

namespace TodoApp.Web.Account;

/// <summary>What to call a browser in the list of sessions, so that its owner recognises it.</summary>
internal static class DeviceName
{
    // In the order in which one product's name hides in another's.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux")];

    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return (Find(Browsers, agent), Find(Systems, agent)) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => system,
            _ => Plain(agent),
        };
    }

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(entry => agent.Contains(entry.Mark, StringComparison.Ordinal)).Name;

    private static string Plain(string agent)
    {
        var shortened = agent[..Math.Min(agent.Length, Limits.DisplayName)].Trim();
        return PlainTextAttribute.Flaw(shortened, multiline: false, allowBlank: false) is null ? shortened : "A browser";
    }
}

namespace TodoApp.Tests.Support;

/// <summary>
/// Keeps cookies as a browser does on "localhost": whatever the port, and Secure ones over plain HTTP too, which
/// .NET's own container would not send back.
/// </summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> _cookies = [];

    public CookieJar() : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    public string? this[string name]
    {
        get => _cookies.GetValueOrDefault(name);
        set
        {
            if (value is null)
                _cookies.Remove(name);
            else
                _cookies[name] = value;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                Keep(cookie);
        }

        return response;
    }

    private void Keep(string header)
    {
        var pair = header.Split(';', 2)[0].Split('=', 2);
        var isGone = header.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase);
        this[pair[0]] = isGone ? null : pair[1];
    }
}

using System.Net;
using AngleSharp.Html.Dom;

namespace TodoApp.Tests.Support;

/// <summary>Somebody who uses Web as a browser without scripts does: links, forms, redirects, cookies.</summary>
public sealed class Visitor : IDisposable
{
    private readonly CookieJar _jar = new();
    private readonly HttpClient _http;
    private readonly Uri[] _replicas;
    private int _requests;

    internal Visitor(params Uri[] replicas) => (_replicas, _http) = (replicas, new HttpClient(_jar));

    /// <summary>The address this visitor has registered with.</summary>
    public string Email { get; } = $"{Guid.NewGuid():N}@example.org";

    /// <summary>The session token in the cookie.</summary>
    public string? Session
    {
        get => _jar["__Host-session"];
        set => _jar["__Host-session"] = value;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Follows a link.</summary>
    public async Task<WebPage> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Next(path));
        return await Follow(request);
    }

    /// <summary>Sends a form with what is in it, and what is typed over it.</summary>
    public Task<WebPage> Submit(IHtmlFormElement form, params (string Name, string Value)[] typed)
    {
        var fields = Fields(form).Where(field => typed.All(over => over.Name != field.Key))
            .Concat(typed.Select(over => KeyValuePair.Create(over.Name, over.Value)));

        return Post(form.GetAttribute("action")!, fields);
    }

    /// <summary>Sends fields to an address, from the same site as a browser would say.</summary>
    public async Task<WebPage> Post(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = Form(path, fields);
        return await Follow(request);
    }

    /// <summary>Sends a file, as a browser sends it, with the other fields of its form.</summary>
    public async Task<WebPage> Upload(string path, string field, string content, params (string Name, string Value)[] others)
    {
        using var body = new MultipartFormDataContent { { new StringContent(content), field, "file.json" } };
        foreach (var (name, value) in others)
            body.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, Next(path)) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await Follow(request);
    }

    /// <summary>Sends a request as it is, without following where it leads.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => _http.SendAsync(request, Ct);

    /// <summary>A form as a browser sends it.</summary>
    public HttpRequestMessage Form(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Next(path)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }

    /// <summary>Registers.</summary>
    public async Task<WebPage> Register(string timeZone = "Europe/Berlin", string name = "Test User")
    {
        var page = await Get("/register");
        return await Submit(
            page.Form("/register"),
            ("email", Email), ("password", TestUser.Password), ("displayName", name), ("timeZone", timeZone));
    }

    /// <summary>Signs in.</summary>
    public async Task<WebPage> SignIn(string password = TestUser.Password, string? email = null)
    {
        var page = await Get("/signin");
        return await Submit(page.Form("/signin"), ("email", email ?? Email), ("password", password));
    }

    /// <summary>Adds a todo from the view at an address.</summary>
    public async Task<WebPage> Add(string title, string from = "/today", params (string Name, string Value)[] more)
    {
        var page = await Get(from);
        return await Submit(page.Form("/todos"), [("title", title), .. more]);
    }

    /// <summary>Makes a list and comes back with its address.</summary>
    public async Task<string> AddList(string name)
    {
        var page = await Get("/lists");
        return (await Submit(page.Form("/lists"), ("name", name))).Path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _jar.Dispose();
    }

    private Uri Next(string path) => new(_replicas[_requests++ % _replicas.Length], path);

    private async Task<WebPage> Follow(HttpRequestMessage request)
    {
        var path = request.RequestUri!.PathAndQuery;
        var response = await Send(request);
        for (var hops = 0; response.StatusCode == HttpStatusCode.SeeOther && hops < 5; hops++)
        {
            path = response.Headers.Location!.OriginalString;
            response.Dispose();
            using var next = new HttpRequestMessage(HttpMethod.Get, Next(path));
            response = await Send(next);
        }

        using (response)
            return new WebPage(response.StatusCode, path, response.Headers, await response.Content.ReadAsStringAsync(Ct));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    yield return KeyValuePair.Create(input.Name!, input.Value);
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    yield return KeyValuePair.Create(area.Name!, area.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    yield return KeyValuePair.Create(select.Name!, select.Value ?? "");
                    break;
            }
        }
    }
}

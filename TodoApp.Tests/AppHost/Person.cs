using System.Net;

namespace TodoApp.Tests.AppHost;

/// <summary>Somebody with a browser without scripts: fills in plain forms and keeps cookies.</summary>
internal sealed class Person(Uri web) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false })
    {
        BaseAddress = web,
        DefaultRequestHeaders = { { "Origin", web.GetLeftPart(UriPartial.Authority) } },
    };

    public Task<string> RegisterAsync(string email, string password) =>
        PostAsync("/register", ("email", email), ("displayName", "Somebody"), ("password", password));

    public Task<string> SignInAsync(string email, string password) => PostAsync("/signin", ("email", email), ("password", password));

    public Task<string> AddAsync(string title) => PostAsync("/todos", ("title", title));

    public Task<string> ReadAsync(string path) => _client.GetStringAsync(path);

    public void Dispose() => _client.Dispose();

    private async Task<string> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        using var answer = await _client.PostAsync(path, form);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path} answered {(int)answer.StatusCode}: {page}");

        return page;
    }
}

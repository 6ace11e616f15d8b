using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TodoApp.Contracts;

namespace TodoApp.Tests.Support;

/// <summary>A signed-in person with an HTTP client of their own.</summary>
public sealed class TestUser : HttpClient
{
    /// <summary>Every test user's password.</summary>
    public const string Password = "correct horse battery";

    internal TestUser(Uri address, TokenResponse tokens)
    {
        BaseAddress = address;
        Tokens = tokens;
        DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
    }

    /// <summary>The same person at another replica.</summary>
    public TestUser At(Uri address) => new(address, Tokens);

    /// <summary>What registration answered.</summary>
    public TokenResponse Tokens { get; }

    /// <summary>The <c>user_id</c> of paths.</summary>
    public Guid Id => Tokens.User.Id;

    /// <summary>Where this user's todos are.</summary>
    public string Todos => $"/api/v1/{Id}/todos";

    /// <summary>Where this user's lists are.</summary>
    public string Lists => $"/api/v1/{Id}/lists";

    /// <summary>Where this user's tags are.</summary>
    public string Tags => $"/api/v1/{Id}/tags";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Creates a todo that has a title only.</summary>
    public Task<TodoItem> CreateTodo(string title) => CreateTodo(new CreateTodo(title));

    /// <summary>Creates a todo.</summary>
    public async Task<TodoItem> CreateTodo(CreateTodo todo)
    {
        using var answer = await Post(Todos, todo);
        return await answer.Expect<TodoItem>(HttpStatusCode.Created);
    }

    /// <summary>Creates a list.</summary>
    public async Task<ListItem> CreateList(string name)
    {
        using var answer = await Post(Lists, new CreateList(name));
        return await answer.Expect<ListItem>(HttpStatusCode.Created);
    }

    /// <summary>Reads a todo.</summary>
    public Task<TodoItem> GetTodo(Guid id) => Get<TodoItem>($"{Todos}/{id}");

    /// <summary>Lists todos; the query starts without its question mark.</summary>
    public Task<Page<TodoItem>> ListTodos(string query = "") => Get<Page<TodoItem>>($"{Todos}?{query}");

    /// <summary>Gets what must be there.</summary>
    public async Task<T> Get<T>(string path)
    {
        using var answer = await GetAsync(path, Ct);
        return await answer.Expect<T>(HttpStatusCode.OK);
    }

    /// <summary>Posts a contract as JSON.</summary>
    public Task<HttpResponseMessage> Post<T>(string path, T body) => Send(HttpMethod.Post, path, body);

    /// <summary>Sends a contract as JSON, with a precondition if one is given.</summary>
    public async Task<HttpResponseMessage> Send<T>(HttpMethod method, string path, T body, string? version = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: ContractJson.Options);
        if (version is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await SendAsync(request, Ct);
    }

    /// <summary>Sends a request without a body.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, string? version = null) =>
        Send<object?>(method, path, null, version);
}

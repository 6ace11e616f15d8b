using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Tests.Support;

/// <summary>An event of an answer that is streamed.</summary>
public sealed record ChatEvent(string Name, JsonElement Data)
{
    /// <summary>The data as a contract.</summary>
    public T As<T>() => Data.Deserialize<T>(ContractJson.Options)!;
}

/// <summary>Talks to the assistant.</summary>
internal static class ChatClient
{
    public const string Path = "/api/v1/chat";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Says something and waits for the whole answer.</summary>
    public static async Task<ChatAnswer> Say(this TestUser user, string message, Guid? conversation = null)
    {
        using var answer = await user.Post(Path, new ChatRequest(message, conversation));
        return await answer.Expect<ChatAnswer>(HttpStatusCode.OK);
    }

    /// <summary>Decides what an answer waits for.</summary>
    public static async Task<ChatAnswer> Decide(this TestUser user, ChatAnswer waiting, bool approve)
    {
        using var answer = await user.PostDecision(waiting.ConversationId, waiting.Consent!.Id, new(approve, waiting.Consent.Token));
        return await answer.Expect<ChatAnswer>(HttpStatusCode.OK);
    }

    /// <summary>Decides, whatever comes of it.</summary>
    public static Task<HttpResponseMessage> PostDecision(this TestUser user, Guid conversation, Guid consent, ConsentDecision decision) =>
        user.Post($"/api/v1/conversations/{conversation}/consents/{consent}", decision);

    /// <summary>What was said in a conversation, newest first.</summary>
    public static async Task<IReadOnlyList<ChatMessage>> Messages(this TestUser user, Guid conversation) =>
        (await user.Get<Page<ChatMessage>>($"/api/v1/conversations/{conversation}/messages?limit=100")).Items;

    /// <summary>The same person by an API token.</summary>
    public static async Task<HttpClient> WithApiToken(this TestUser user, params string[] scopes)
    {
        using var made = await user.Post("/api/v1/me/tokens", new CreateApiToken("agent", scopes));
        var token = (await made.Expect<CreatedApiToken>(HttpStatusCode.Created)).Token;
        return new() { BaseAddress = user.BaseAddress, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
    }

    /// <summary>Opens a stream; its events come as they are sent.</summary>
    public static async Task<HttpResponseMessage> Open<T>(this HttpClient user, string path, T body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body, options: ContractJson.Options);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return await user.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    /// <summary>The events of a stream.</summary>
    public static async IAsyncEnumerable<ChatEvent> Events(this HttpResponseMessage answer)
    {
        await answer.Expect(HttpStatusCode.OK);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync(Ct), (name, data) => new ChatEvent(name, JsonSerializer.Deserialize<JsonElement>(data)));
        await foreach (var item in parser.EnumerateAsync(Ct))
            yield return item.Data;
    }

    /// <summary>Says something and gives every event of the answer.</summary>
    public static async Task<List<ChatEvent>> Stream(this TestUser user, string message, Guid? conversation = null)
    {
        using var answer = await user.Open(Path, new ChatRequest(message, conversation), Ct);
        return await answer.Events().ToListAsync(Ct);
    }
}

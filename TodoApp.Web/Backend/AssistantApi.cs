using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Web.Backend;

/// <summary>The API's assistant and what was said to it.</summary>
internal sealed class AssistantApi(ApiClient api)
{
    private const string Conversations = "api/v1/conversations";

    /// <summary>One page of conversations, what was last spoken in first.</summary>
    public Task<ApiResult<Page<ConversationItem>>> ConversationsAsync(string? cursor, int limit, CancellationToken ct) =>
        api.GetAsync<Page<ConversationItem>>(Paged(Conversations, cursor, limit), ct);

    public Task<ApiResult<ConversationItem>> GetAsync(Guid id, CancellationToken ct) =>
        api.GetAsync<ConversationItem>($"{Conversations}/{id}", ct);

    /// <summary>One page of what was said, newest first.</summary>
    public Task<ApiResult<Page<ChatMessage>>> MessagesAsync(Guid id, string? cursor, int limit, CancellationToken ct) =>
        api.GetAsync<Page<ChatMessage>>(Paged($"{Conversations}/{id}/messages", cursor, limit), ct);

    public Task<ApiResult<ConversationItem>> RenameAsync(Guid id, string title, CancellationToken ct) =>
        api.SendAsync<ConversationItem>(HttpMethod.Patch, $"{Conversations}/{id}", new RenameConversation(title), ct);

    public Task<ApiResult<Nothing>> DeleteAsync(Guid id, CancellationToken ct) =>
        api.SendAsync<Nothing>(HttpMethod.Delete, $"{Conversations}/{id}", null, ct);

    /// <summary>A conversation as a file; the caller disposes of it.</summary>
    public Task<ApiResult<HttpResponseMessage>> ExportAsync(Guid id, string format, CancellationToken ct) =>
        api.StreamAsync($"{Conversations}/{id}/export?format={Uri.EscapeDataString(format)}", ct);

    /// <summary>Says something and opens the stream of the answer; the caller disposes of it.</summary>
    /// <param name="said">What is said.</param>
    /// <param name="key">The same for the same form, so that what is sent twice is said once.</param>
    /// <param name="ct">Ends the answer.</param>
    public Task<ApiResult<HttpResponseMessage>> SayAsync(ChatRequest said, string? key, CancellationToken ct) =>
        api.StreamAnswerAsync("api/v1/chat", said, key, ct);

    /// <summary>Decides what an answer waits for and opens the stream of how it goes on; the caller disposes of it.</summary>
    public Task<ApiResult<HttpResponseMessage>> DecideAsync(
        Guid id, Guid consent, ConsentDecision decision, CancellationToken ct) =>
        api.StreamAnswerAsync($"{Conversations}/{id}/consents/{consent}", decision, null, ct);

    private static string Paged(string path, string? cursor, int limit)
    {
        var page = QueryHelpers.AddQueryString(path, "limit", limit.ToString(CultureInfo.InvariantCulture));
        return string.IsNullOrEmpty(cursor) ? page : QueryHelpers.AddQueryString(page, "cursor", cursor);
    }
}

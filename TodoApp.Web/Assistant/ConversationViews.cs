using Microsoft.AspNetCore.WebUtilities;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Assistant;

/// <summary>Loads what the page of a conversation shows.</summary>
internal sealed class ConversationViews(AssistantApi assistant, AffectedLookup affected)
{
    private const int MessagesShown = 50;
    private const int OthersShown = 20;

    /// <summary>A conversation; of a long one what was said last, or what was said before a cursor.</summary>
    public async Task<ApiResult<ConversationView>> OpenAsync(Guid id, string? before, CancellationToken ct)
    {
        var (conversation, messages) = (assistant.GetAsync(id, ct), assistant.MessagesAsync(id, before, MessagesShown, ct));
        await Task.WhenAll(conversation, messages);
        if ((conversation.Result.Problem ?? messages.Result.Problem) is { } problem)
            return problem;

        var page = messages.Result.Value;
        return new ConversationView(conversation.Result.Value, [.. page.Items.Reverse()])
        {
            Affected = await affected.OfAsync(page.Items is [var last, ..] ? last.Consent : null, ct),
            Earlier = page.NextCursor is null ? null : QueryHelpers.AddQueryString(ConversationView.PathOf(id), "before", page.NextCursor),
        };
    }

    /// <summary>No conversation yet, and those there are.</summary>
    public async Task<ApiResult<ConversationView>> BeginAsync(string? cursor, CancellationToken ct) =>
        (await assistant.ConversationsAsync(cursor, OthersShown, ct)).Then(others => new ConversationView(null, []) { Others = others });

    public Task<ApiResult<ConversationView>> OpenOrBeginAsync(Guid? id, CancellationToken ct) =>
        id is { } known ? OpenAsync(known, null, ct) : BeginAsync(null, ct);
}

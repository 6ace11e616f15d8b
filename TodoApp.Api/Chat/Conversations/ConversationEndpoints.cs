using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>What was said to the assistant, over HTTP.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/conversations").WithTags("Assistant").RequireScope(null)
            .WithProblems(ProblemCodes.Unauthorized, ProblemCodes.InsufficientScope, ProblemCodes.RateLimited, ProblemCodes.Unavailable);
        all.MapGet("/", List).WithName("ListConversations").WithProblems(ProblemCodes.ValidationFailed, ProblemCodes.InvalidCursor);

        var one = all.MapGroup("/{conversation_id:guid}").WithProblems(ProblemCodes.NotFound);
        one.MapGet("/", Get).WithName("GetConversation");
        one.MapPatch("/", Rename).WithName("RenameConversation").WithBodyProblems();
        one.MapDelete("/", Delete).WithName("DeleteConversation").WithProblems(ProblemCodes.Conflict);
        one.MapGet("/messages", Messages).WithName("ListMessages")
            .WithProblems(ProblemCodes.ValidationFailed, ProblemCodes.InvalidCursor);
        one.MapGet("/export", Export).WithName("ExportConversation").WithProblems(ProblemCodes.ValidationFailed)
            .Produces<ConversationExport>(StatusCodes.Status200OK, "application/json", "text/markdown");
    }

    /// <summary>Lists the caller's conversations, what was last spoken in first.</summary>
    internal static async Task<Results<Ok<Page<ConversationItem>>, ProblemHttpResult>> List(
        [FromQuery, Range(1, Limits.PageSize)] int? limit, [FromQuery, StringLength(Limits.Cursor)] string? cursor, UserId caller,
        ConversationService conversations, CancellationToken ct) =>
        (await conversations.ListAsync(caller, cursor, limit ?? Limits.DefaultPageSize, ct)).ToOk();

    /// <summary>Gets one of the caller's conversations.</summary>
    internal static async Task<Results<Ok<ConversationItem>, ProblemHttpResult>> Get(
        [FromRoute(Name = "conversation_id")] Guid id, UserId caller, ConversationService conversations, CancellationToken ct) =>
        (await conversations.FindAsync(caller, id, ct)).ToOk();

    /// <summary>Renames a conversation.</summary>
    internal static async Task<Results<Ok<ConversationItem>, ProblemHttpResult>> Rename(
        [FromRoute(Name = "conversation_id")] Guid id, RenameConversation name, UserId caller, ConversationService conversations,
        CancellationToken ct) =>
        (await conversations.RenameAsync(caller, id, name.Title, ct)).ToOk();

    /// <summary>Deletes a conversation and all that was said in it, for good. What the assistant did stays done.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        [FromRoute(Name = "conversation_id")] Guid id, UserId caller, ConversationService conversations, CancellationToken ct) =>
        (await conversations.DeleteAsync(caller, id, ct)).ToNoContent();

    /// <summary>Gets what was said, newest first, page by page.</summary>
    internal static async Task<Results<Ok<Page<ChatMessage>>, ProblemHttpResult>> Messages(
        [FromRoute(Name = "conversation_id")] Guid id, [FromQuery, Range(1, Limits.PageSize)] int? limit,
        [FromQuery, StringLength(Limits.Cursor)] string? cursor, UserId caller, ClaimsPrincipal user,
        ConversationService conversations, CancellationToken ct) =>
        (await conversations.MessagesAsync(
            caller, Claims.SessionOf(user) is not null, id, cursor, limit ?? Limits.DefaultPageSize, ct)).ToOk();

    /// <summary>Gets a conversation as a file.</summary>
    internal static async Task<Results<FileContentHttpResult, JsonHttpResult<ConversationExport>, ProblemHttpResult>> Export(
        [FromRoute(Name = "conversation_id")] Guid id, UserId caller, ConversationService conversations, HttpContext http,
        CancellationToken ct,
        [Description("What to write it as."), RegularExpression("^(json|markdown)$")] string format = "json")
    {
        var export = await conversations.ExportAsync(caller, id, ct);
        if (export.Failure is { } failure)
            return Problems.Of(failure);
        if (format is "markdown")
        {
            var text = Encoding.UTF8.GetBytes(ConversationMarkdown.Write(export.Value));
            return TypedResults.File(text, "text/markdown; charset=utf-8", "conversation.md");
        }

        http.Response.Headers.ContentDisposition = "attachment; filename=conversation.json";
        return TypedResults.Json(export.Value);
    }
}

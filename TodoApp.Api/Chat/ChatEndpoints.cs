using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Answers;
using TodoApp.Api.Http;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat;

/// <summary>The assistant over HTTP: an answer as JSON, or as a stream with <c>Accept: text/event-stream</c>.</summary>
internal static class ChatEndpoints
{
    public static void MapChatAnswers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/chat", Chat).WithName("Chat").WithTags("Assistant").RequireScope(Scopes.TodosRead)
            .RequireRateLimiting(RateLimits.Chat).WithMetadata(new IdempotencyMetadata())
            .WithAnswers().WithBodyProblems()
            .WithProblems(ProblemCodes.InvalidHeader, ProblemCodes.IdempotencyKeyReused);
        routes.MapPost("/conversations/{conversation_id:guid}/consents/{consent_id:guid}", Decide).WithName("DecideConsent")
            .WithTags("Assistant").RequireScope(Scopes.TodosWrite).RequirePerson().RequireRateLimiting(RateLimits.Chat)
            .WithAnswers().WithBodyProblems().WithProblems(ProblemCodes.PersonRequired);
    }

    private static RouteHandlerBuilder WithAnswers(this RouteHandlerBuilder route) => route
        .Produces<ChatAnswer>(StatusCodes.Status200OK, "application/json", AnswerStream.MediaType)
        .WithProblems(
            ProblemCodes.Unauthorized, ProblemCodes.InsufficientScope, ProblemCodes.NotFound, ProblemCodes.Conflict,
            ProblemCodes.TooMany, ProblemCodes.RateLimited, ProblemCodes.Unavailable);

    /// <summary>
    /// Says something to the assistant. As a stream, the events are <c>started</c>, <c>text</c>, <c>tool.started</c>,
    /// <c>tool.finished</c>, <c>consent</c>, and at last <c>answer</c>, whose data are what is answered as JSON, or <c>error</c>.
    /// </summary>
    internal static async Task<Results<Ok<ChatAnswer>, ServerSentEventsResult<object>, ProblemHttpResult>> Chat(
        ChatRequest request, ClaimsPrincipal user, ChatService chat, AnswerStream stream, HttpContext http, CancellationToken ct)
    {
        var key = http.Request.Headers[IdempotencyFilter.Header] is [{ } given, ..] ? given : null;
        if (key is not null && !IdempotencyFilter.IsKey(key))
            return Problems.Of(IdempotencyFilter.NoKey);

        return await AnswerAsync(await chat.AnswerAsync(AskerOf(user), request, key, ct), stream, http, ct);
    }

    /// <summary>
    /// Decides what the assistant asked for: it goes on with the answer that waits, and does what it asked for, or not.
    /// Answers as <c>POST /chat</c> does. Only for people: an API token cannot decide.
    /// </summary>
    internal static async Task<Results<Ok<ChatAnswer>, ServerSentEventsResult<object>, ProblemHttpResult>> Decide(
        [FromRoute(Name = "conversation_id")] Guid id, [FromRoute(Name = "consent_id")] Guid consent, ConsentDecision decision,
        ClaimsPrincipal user, ChatService chat, AnswerStream stream, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(await chat.DecideAsync(AskerOf(user), id, consent, decision, ct), stream, http, ct);

    private static async Task<Results<Ok<ChatAnswer>, ServerSentEventsResult<object>, ProblemHttpResult>> AnswerAsync(
        Outcome<PreparedAnswer> prepared, AnswerStream stream, HttpContext http, CancellationToken ct)
    {
        if (prepared.Failure is { } failure)
            return Problems.Of(failure);

        if (prepared.Value.Turn is { } turn)
            http.Response.Headers["Turn-Id"] = turn.ToString();
        else
            http.Response.Headers["Idempotent-Replayed"] = "true";
        if (AnswerStream.IsWanted(http.Request))
            return stream.Open(prepared.Value, http, ct);

        return TypedResults.Ok(await prepared.Value.Make((_, _, _) => ValueTask.CompletedTask, ct));
    }

    private static Asker AskerOf(ClaimsPrincipal user) =>
        new(UserId.From(user), Claims.ScopesOf(user), Claims.SessionOf(user) is not null);
}

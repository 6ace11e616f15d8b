using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Http;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Api.Journal.Events;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal;

/// <summary>What happened, over HTTP.</summary>
internal static class JournalEndpoints
{
    public static void AddJournal(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HistoryService>();
        builder.Services.AddScoped<UndoService>();
        builder.Services.AddOptionsWithValidateOnStart<JournalOptions>().BindConfiguration(JournalOptions.Section).ValidateDataAnnotations();
        builder.Services.AddChore<JournalRetention>();
        builder.AddEvents();
    }

    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/{user_id:guid}").WithTags("Journal").RequireOwnPath().WithOwnPathProblems();
        own.MapGet("/todos/{todo_id:guid}/history", History).WithName("GetTodoHistory")
            .WithProblems(ProblemCodes.NotFound, ProblemCodes.InvalidCursor, ProblemCodes.ValidationFailed);
        own.MapGet("/changes", GetChanges).WithName("GetChanges")
            .WithProblems(ProblemCodes.ValidationFailed, ProblemCodes.JournalTruncated);
        own.MapEvents();
        own.MapPost("/undo", Undo).WithName("Undo").WithIdempotency().WithBodyProblems()
            .WithProblems(ProblemCodes.NotFound, ProblemCodes.Conflict, ProblemCodes.JournalTruncated);
    }

    /// <summary>
    /// Gets what was written after a point of the journal, oldest first: the way to stay in step. The journal does not
    /// reach back for ever: <c>journal_truncated</c> asks to read everything anew and to go on from its <c>latest</c>.
    /// </summary>
    internal static async Task<Results<Ok<Changes>, ProblemHttpResult>> GetChanges(
        [FromQuery, Range(0, long.MaxValue)] long? since, [FromQuery, Range(1, Limits.PageSize)] int? limit, UserId caller,
        HistoryService history, CancellationToken ct) =>
        (await history.ChangesAsync(caller, since ?? 0, limit ?? Limits.PageSize, ct)).ToOk();

    /// <summary>Takes a turn back: the one that is named, or the last one. What has changed since stays and is reported.</summary>
    internal static async Task<Results<Ok<UndoResult>, ProblemHttpResult>> Undo(
        [FromBody] UndoRequest? request, Caller caller, UndoService undo, CancellationToken ct) =>
        (await undo.UndoAsync(caller, request?.Turn, ct)).ToOk();

    /// <summary>Gets what happened to one of the caller's todos, newest first, also after it was erased.</summary>
    internal static async Task<Results<Ok<Page<HistoryEntry>>, ProblemHttpResult>> History(
        [FromRoute(Name = "todo_id")] Guid id, [FromQuery, Range(1, Limits.PageSize)] int? limit,
        [FromQuery, StringLength(Limits.Cursor)] string? cursor, UserId caller, HistoryService history, CancellationToken ct)
    {
        long? before = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
                return Problems.Of(new Failure(ProblemCodes.InvalidCursor, "The cursor is not one that this history gave."));
            before = seq;
        }

        var page = await history.ReadAsync(caller, id, before, limit ?? Limits.DefaultPageSize, ct);
        return page.Items.Count == 0 && cursor is null
            ? Problems.Of(Failure.NotFound("todo"))
            : TypedResults.Ok(page);
    }
}

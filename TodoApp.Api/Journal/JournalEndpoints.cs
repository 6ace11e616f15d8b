using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal;

/// <summary>What happened, over HTTP.</summary>
internal static class JournalEndpoints
{
    public static void AddJournal(this WebApplicationBuilder builder) => builder.Services.AddScoped<HistoryService>();

    public static void MapJournal(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/{user_id:guid}/todos/{todo_id:guid}/history").WithTags("Journal").RequireOwnPath().WithOwnPathProblems()
            .MapGet("/", History).WithName("GetTodoHistory")
            .WithProblems(ProblemCodes.NotFound, ProblemCodes.InvalidCursor, ProblemCodes.ValidationFailed);

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

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Recurrence;

/// <summary>What recurs, over HTTP.</summary>
internal static class RecurrenceEndpoints
{
    private const int DefaultOccurrences = 10;

    public static void AddRecurrence(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Succession>();
        builder.Services.AddScoped<OccurrenceQueries>();
    }

    public static void MapRecurrence(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/{user_id:guid}").WithTags("Todos").RequireOwnPath().WithOwnPathProblems();
        own.MapGet("/todos/{todo_id:guid}/occurrences", Upcoming).WithName("GetTodoOccurrences")
            .WithProblems(ProblemCodes.NotFound, ProblemCodes.ValidationFailed);
    }

    /// <summary>Gets when a todo is due after this time: the next 10 occurrences, or as many as asked for.</summary>
    internal static async Task<Results<Ok<UpcomingOccurrences>, ProblemHttpResult>> Upcoming(
        [FromRoute(Name = "todo_id")] Guid id, [FromQuery, Range(1, Limits.PageSize)] int? limit, UserId caller,
        OccurrenceQueries occurrences, CancellationToken ct) =>
        (await occurrences.UpcomingAsync(caller, id, limit ?? DefaultOccurrences, ct)).ToOk();
}

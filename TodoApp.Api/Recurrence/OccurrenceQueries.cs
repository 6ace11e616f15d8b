using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Recurrence;

/// <summary>Looks ahead at what recurs.</summary>
internal sealed class OccurrenceQueries(TodoDbContext db, Succession succession)
{
    /// <summary>The occurrences that follow a todo's own; none when it does not recur.</summary>
    public async Task<Outcome<UpcomingOccurrences>> UpcomingAsync(UserId owner, Guid id, int limit, CancellationToken ct)
    {
        var todo = await db.Todos.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id && t.OwnerId == owner.Value, ct);
        if (todo is null)
            return Failure.NotFound("todo");
        if (Occasion.Of(todo) is not { } occasion)
            return new UpcomingOccurrences([], More: false);

        var days = occasion.Days(await succession.TodayAsync(owner, ct)).Take(limit + 1).ToList();
        var zone = todo.TimeZone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(todo.TimeZone);
        return new UpcomingOccurrences(
            [.. days.Take(limit).Select(day => new Occurrence(day, zone is null ? null : DueInstant.Of(day, todo.DueAt!.Value, zone)))],
            days.Count > limit);
    }
}

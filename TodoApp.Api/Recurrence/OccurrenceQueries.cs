using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Recurrence;

/// <summary>Looks ahead at what recurs.</summary>
internal sealed class OccurrenceQueries(DatabasePool db, Succession succession)
{
    /// <summary>The occurrences that follow a todo's own; none when it does not recur.</summary>
    public async Task<Outcome<UpcomingOccurrences>> UpcomingAsync(UserId owner, Guid id, int limit, CancellationToken ct)
    {
        var found = await db.QueryAsync(
            $"SELECT {TodoRow.Columns}, {TodoRow.Bookkeeping} FROM todos t WHERE t.id = {id} AND t.owner_id = {owner.Value}",
            TodoRow.ReadWhole, ct);
        if (found is not [var todo])
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

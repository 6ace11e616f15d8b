using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Reads what a day asks for and what was done on it, where the account is.</summary>
internal sealed class DayQueries(DatabasePool db, TimeProvider time)
{
    public async Task<Outcome<DaySummary>> SummarizeAsync(UserId owner, DateOnly? day, CancellationToken ct)
    {
        if (await db.QueryAsync($"SELECT u.time_zone FROM users u WHERE u.id = {owner.Value}", r => r.GetString(0), ct) is not [var zoneName])
            return Failure.NotFound("account");
        if (day == DateOnly.MaxValue)
            return Failure.Invalid("day", "Name an earlier day.");

        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        var on = day ?? today;
        var (begins, ends) = (on.ToDateTime(TimeOnly.MinValue), on.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var overdue = await OpenAsync(owner, $" AND t.due_sort < {begins}", ct);
        var due = await OpenAsync(owner, $" AND t.due_sort >= {begins} AND t.due_sort < {ends}", ct);
        var done = await db.QueryAsync($"""
            SELECT {TodoRow.Columns} FROM todos t
            WHERE t.owner_id = {owner.Value} AND t.deleted_at IS NULL AND t.completed_at IS NOT NULL
              AND t.completed_at >= {Start(begins, zone)} AND t.completed_at < {Start(ends, zone)}
            ORDER BY t.completed_at, t.id{Sql.Limit(Limits.PageSize + 1)}
            """, TodoRow.Read, ct);
        return new DaySummary(
            on, today, zoneName, First(overdue), First(due), First(done),
            new[] { overdue, due, done }.Any(part => part.Count > Limits.PageSize));
    }

    private Task<List<TodoItem>> OpenAsync(UserId owner, Sql when, CancellationToken ct)
    {
        Sql query = $"SELECT {TodoRow.Columns} FROM todos t WHERE t.owner_id = {owner.Value} AND t.deleted_at IS NULL AND t.completed_at IS NULL";
        return db.QueryAsync(
            query.Append($"{when} ORDER BY t.due_sort, t.id{Sql.Limit(Limits.PageSize + 1)}"), TodoRow.Read, ct);
    }

    private static List<TodoItem> First(List<TodoItem> part) => part.Count > Limits.PageSize ? part[..Limits.PageSize] : part;

    /// <summary>The instant at which a day begins: where clocks spring forward at midnight, the first there is.</summary>
    private static DateTimeOffset Start(DateTime midnight, TimeZoneInfo zone)
    {
        var first = zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        return new DateTimeOffset(first, zone.GetUtcOffset(first)).ToUniversalTime();
    }
}

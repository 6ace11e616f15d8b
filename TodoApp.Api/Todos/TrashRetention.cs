using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>
/// Erases what has been in the trash for <see cref="Limits.TrashDays"/> days, a bounded batch at a time. Every replica
/// runs it: rows that one is erasing are passed over by the others.
/// </summary>
internal sealed partial class TrashRetention(IServiceScopeFactory scopes, TimeProvider time, ILogger<TrashRetention> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var erased = await EraseExpiredAsync(stoppingToken);
                Erased(erased);
            }
            catch (Exception flaw) when (flaw is not OperationCanceledException)
            {
                Failed(flaw);
            }
        }
    }

    /// <summary>Erases all that is overdue.</summary>
    /// <returns>How many rows were erased.</returns>
    public async Task<int> EraseExpiredAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TodoDbContext>();
        var before = time.GetUtcNow().AddDays(-Limits.TrashDays);
        var total = 0;
        for (var erased = Batch; erased > 0; total += erased)
        {
            // Parts before their wholes, which the next round finds without parts.
            erased = await db.Database.ExecuteSqlAsync($"""
                DELETE FROM todos WHERE id IN (
                    SELECT t.id FROM todos t
                    WHERE t.deleted_at < {before} AND NOT EXISTS (SELECT FROM todos part WHERE part.parent_id = t.id)
                    LIMIT {Batch} FOR UPDATE SKIP LOCKED)
                """, ct);
        }

        return total + await db.Database.ExecuteSqlAsync($"""
            DELETE FROM lists WHERE id IN (
                SELECT l.id FROM lists l
                WHERE l.deleted_at < {before} AND NOT EXISTS (SELECT FROM todos t WHERE t.list_id = l.id)
                LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            """, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased {Count} rows that had been in the trash long enough")]
    private partial void Erased(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The trash could not be emptied; the next round will try again")]
    private partial void Failed(Exception flaw);
}

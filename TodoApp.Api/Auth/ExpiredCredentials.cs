using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Auth;

/// <summary>
/// Removes what no longer lets anybody in: sessions at their end, with their refresh tokens, and API tokens a month
/// after theirs, so that people see for a while which one stopped working.
/// </summary>
internal sealed class ExpiredCredentials(TodoDbContext db, TimeProvider clock)
{
    private const int Batch = 1_000;
    private static readonly TimeSpan s_sessionsKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_tokensKept = TimeSpan.FromDays(30);

    /// <summary>Removes them in bounded batches, so that no transaction is long; says how many there were.</summary>
    public async Task<int> RemoveAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset sessionsUntil = now - s_sessionsKept, tokensUntil = now - s_tokensKept;
        return await RepeatAsync(
                () => db.Sessions.Where(s => s.ExpiresAt < sessionsUntil || s.RevokedAt < sessionsUntil)
                    .OrderBy(s => s.Id).Take(Batch).ExecuteDeleteAsync(ct))
            + await RepeatAsync(() => db.ApiTokens.Where(t => t.ExpiresAt < tokensUntil).OrderBy(t => t.Id).Take(Batch).ExecuteDeleteAsync(ct));
    }

    private static async Task<int> RepeatAsync(Func<Task<int>> deleteBatch)
    {
        var total = 0;
        int deleted;
        do
        {
            deleted = await deleteBatch();
            total += deleted;
        }
        while (deleted is Batch);

        return total;
    }
}

/// <summary>Runs <see cref="ExpiredCredentials"/> every hour, on every replica: finding nothing left to do costs nothing.</summary>
internal sealed partial class Cleanup(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Cleanup> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RunAsync(stoppingToken);
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await scope.ServiceProvider.GetRequiredService<ExpiredCredentials>().RemoveAsync(ct);
            Removed(count);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} expired sessions and tokens")]
    private partial void Removed(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired sessions and tokens could not be removed; the next try is in an hour")]
    private partial void Failed(Exception exception);
}

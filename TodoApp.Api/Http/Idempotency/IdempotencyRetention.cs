using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Http.Idempotency;

/// <summary>Forgets answers after 24 hours.</summary>
internal sealed partial class IdempotencyRetention(IServiceScopeFactory scopes, TimeProvider time, ILogger<IdempotencyRetention> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception flaw) when (flaw is not OperationCanceledException)
            {
                Failed(flaw);
            }
        }
    }

    /// <summary>Removes what is too old.</summary>
    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = time.GetUtcNow() - s_kept;
        return await scope.ServiceProvider.GetRequiredService<TodoDbContext>().Set<IdempotencyKey>()
            .Where(k => k.CreatedAt < before).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old answers could not be forgotten; the next round will try again")]
    private partial void Failed(Exception flaw);
}

using System.Diagnostics.Metrics;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Housekeeping;

/// <summary>Something that has to be cleared away now and then, in bounded steps, by whichever replica comes first.</summary>
internal interface IChore
{
    /// <summary>What is cleared away, for the log.</summary>
    string What { get; }

    /// <summary>Clears away all that is due.</summary>
    /// <returns>How many rows there were.</returns>
    Task<int> RunAsync(CancellationToken ct);
}

/// <summary>Does every chore once an hour, on every replica: finding nothing left to do costs next to nothing.</summary>
internal sealed partial class HousekeepingService(
    IServiceScopeFactory scopes, Schema schema, IMeterFactory meters, TimeProvider time, ILogger<HousekeepingService> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);

    private readonly Counter<long> _failures = meters.Create("TodoApp.Housekeeping").CreateCounter<long>(
        "todoapp.housekeeping.failures", "{chore}", "Chores that failed, by what they clear away.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Nothing has to be cleared away where nothing is yet; the readiness check says what is missing.
            if (!await schema.IsNewEnoughAsync(stoppingToken))
                continue;

            await using var scope = scopes.CreateAsyncScope();
            foreach (var chore in scope.ServiceProvider.GetServices<IChore>())
                await DoAsync(chore, stoppingToken);
        }
    }

    private async Task DoAsync(IChore chore, CancellationToken ct)
    {
        try
        {
            var count = await chore.RunAsync(ct);
            Cleared(count, chore.What);
        }
        catch (Exception flaw) when (flaw is not OperationCanceledException)
        {
            _failures.Add(1, new KeyValuePair<string, object?>("what", chore.What));
            Failed(flaw, chore.What);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cleared away {Count} {What}")]
    private partial void Cleared(int count, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {What} could not be cleared away; the next try is in an hour")]
    private partial void Failed(Exception flaw, string what);
}

/// <summary>Registers chores.</summary>
internal static class HousekeepingRegistration
{
    public static void AddHousekeeping(this WebApplicationBuilder builder) =>
        builder.Services.AddHostedService<HousekeepingService>();

    public static void AddChore<TChore>(this IServiceCollection services) where TChore : class, IChore =>
        services.AddScoped<TChore>().AddScoped<IChore>(s => s.GetRequiredService<TChore>());
}

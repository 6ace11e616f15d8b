using System.Diagnostics.Metrics;

namespace TodoApp.Api.Persistence;

/// <summary>
/// Reads now and then how full the server is. Any role may ask this, so it works with a managed database too, and no exporter
/// needs a password of its own.
/// </summary>
internal sealed class DatabaseWatch : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(30);

    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private Reading? _last;

    public DatabaseWatch(IServiceProvider services, IMeterFactory meters, TimeProvider time)
    {
        (_services, _time, _meter) = (services, time, meters.Create("TodoApp.Database"));
        Gauge("todoapp.database.connections", "{connection}", "Connections to the server, of everybody.", r => r.Connections);
        Gauge("todoapp.database.connections.max", "{connection}", "Connections that the server allows.", r => r.MostConnections);
        Gauge("todoapp.database.size", "By", "Bytes of the database.", r => r.Bytes);
    }

    /// <summary>What the server says of itself.</summary>
    internal sealed record Reading(long Connections, long MostConnections, long Bytes);

    /// <summary>Asks once; null while the database is away, which other metrics tell.</summary>
    internal async Task<Reading?> ReadAsync(CancellationToken ct)
    {
        try
        {
            var rows = await _services.GetRequiredService<DatabasePool>().QueryAsync($"""
                SELECT (SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database)::bigint,
                       current_setting('max_connections')::bigint, pg_database_size(current_database())
                """, row => new Reading(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), ct);
            return _last = rows.SingleOrDefault();
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            return _last = null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ReadAsync(stoppingToken);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    private void Gauge(string name, string unit, string description, Func<Reading, long> of) => _meter.CreateObservableGauge(
        name, () => _last is { } reading ? new Measurement<long>[] { new(of(reading)) } : [], unit, description);
}

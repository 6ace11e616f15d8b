using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TodoApp.Contracts;

namespace TodoApp.Api.Operators;

/// <summary>
/// Keeps what routes took in the last minutes, in this process and within bounds: for a look at a replica when no metrics
/// backend is at hand. It hears the same measurements that are exported.
/// </summary>
internal sealed class RouteTimings : IHostedService, IDisposable
{
    private const int MostRoutes = 500;
    private const string NoRoute = "(no route)";

    /// <summary>Routes that stay open as long as somebody listens, by name: how long says nothing about them.</summary>
    private static readonly string[] s_streams = ["StreamEvents", "GetMcp"];

    private readonly ConcurrentDictionary<(string Method, string Route), RouteHistogram> _routes = new();
    private readonly MeterListener _listener = new();
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;

    public RouteTimings(IMeterFactory meters, IServiceProvider services, TimeProvider time)
    {
        (_services, _time) = (services, time);
        // Another host of the same process has meters of the same name.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "http.server.request.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Add(seconds, tags));
    }

    private long Minute => _time.GetUtcNow().ToUnixTimeSeconds() / 60;

    /// <summary>The slowest routes of the last minutes, by their 95th percentile.</summary>
    public IReadOnlyList<RouteTiming> Read(int minutes, int limit)
    {
        var streams = Streams();
        return
        [
            .. _routes.Where(r => !streams.Contains(r.Key))
                .Select(r => Timing(r.Key, r.Value.From(Minute - minutes + 1)))
                .Where(t => t.Count > 0)
                .OrderByDescending(t => t.P95).ThenBy(t => t.Route, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Add(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (method, route, status) = ("", NoRoute, 0);
        foreach (var (key, value) in tags)
        {
            switch (key)
            {
                case "http.request.method":
                    method = (string)value!;
                    break;
                case "http.route":
                    route = (string)value!;
                    break;
                case "http.response.status_code":
                    status = (int)value!;
                    break;
            }
        }

        // Templates are as many as the code has; the bound is for the day when something makes them up.
        if (_routes.TryGetValue((method, route), out var known) || _routes.Count < MostRoutes)
            (known ?? _routes.GetOrAdd((method, route), _ => new RouteHistogram(Limits.OperatorMinutes))).Add(Minute, seconds, status);
    }

    private HashSet<(string Method, string Route)> Streams() =>
    [
        .. _services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => s_streams.Contains(e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName))
            .Select(e => ("GET", e.RoutePattern.RawText!)),
    ];

    private static RouteTiming Timing((string Method, string Route) key, RouteHistogram.Sum sum) => new(
        key.Method, key.Route, sum.Count, sum.Refused, sum.Failed, sum.Count == 0 ? 0 : Math.Round((double)sum.Failed / sum.Count, 4),
        sum.Percentile(0.5), sum.Percentile(0.95), sum.Percentile(0.99));
}

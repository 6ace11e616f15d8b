using System.Diagnostics.Metrics;

namespace TodoApp.Api.Journal.Events;

/// <summary>Measures how many listen, and how long it takes until they hear.</summary>
internal sealed class EventMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly UpDownCounter<int> _streams;
    private readonly Histogram<double> _delay;
    private readonly TimeProvider _time;

    public EventMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create("TodoApp.Events");
        _streams = _meter.CreateUpDownCounter<int>("todoapp.events.streams", "{stream}", "Event streams that are open.");
        _delay = _meter.CreateHistogram(
            "todoapp.events.delay", "s", "Time from a write until its event is handed to the streams.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60] });
    }

    public void Opened() => _streams.Add(1);

    public void Closed() => _streams.Add(-1);

    /// <summary>Clocks differ a little between machines, and nothing is heard before it happened.</summary>
    public void Delivered(DateTimeOffset written) => _delay.Record(Math.Max(0, (_time.GetUtcNow() - written).TotalSeconds));

    public void Dispose() => _meter.Dispose();
}

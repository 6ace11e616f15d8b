using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModelContextProtocol.Protocol;

namespace TodoApp.Api.Mcp;

/// <summary>Measures what agents do: each call of a tool, and what people said when they were asked.</summary>
internal sealed class McpMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _calls;
    private readonly Counter<long> _consents;

    public McpMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("TodoApp.Mcp");
        _calls = _meter.CreateHistogram(
            "todoapp.tools.duration", "s", "Calls of tools.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _consents = _meter.CreateCounter<long>("todoapp.consents", "{consent}", "Questions to people and their answers.");
    }

    /// <param name="tool">A tool that there is.</param>
    /// <param name="isChat">Whether our own chat called, or a client of the network.</param>
    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="result">What came of it; null when it waits for a person or was called off.</param>
    public void Called(string tool, bool isChat, long started, CallToolResult? result) => _calls.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds,
        new("tool", tool),
        new("channel", isChat ? "chat" : "mcp"),
        new("outcome", result switch { null => "left", { IsError: true } => "failed", _ => "done" }));

    /// <param name="answer"><c>asked</c>, <c>granted</c>, <c>declined</c>, or <c>refused</c> for an answer that was no good.</param>
    public void Consent(string answer) => _consents.Add(1, new KeyValuePair<string, object?>("answer", answer));

    public void Dispose() => _meter.Dispose();
}

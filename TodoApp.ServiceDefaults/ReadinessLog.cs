using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Says once what a service waits for, and once that it is ready. The framework would say it with every probe; the probe's
/// own answer stays one word, because anybody may read it.
/// </summary>
internal sealed partial class ReadinessLog(ILogger<ReadinessLog> logger)
{
    private string? _last;

    public void Note(HealthReport report)
    {
        var waits = string.Join("; ", report.Entries
            .Where(static check => check.Value.Status == HealthStatus.Unhealthy)
            .Select(static check => $"{check.Key}: {check.Value.Description ?? check.Value.Exception?.Message ?? "unhealthy"}")
            .Order(StringComparer.Ordinal));
        if (Interlocked.Exchange(ref _last, waits) == waits)
            return;

        if (waits.Length > 0)
            NotReady(waits);
        else
            Ready();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: {Waits}")]
    private partial void NotReady(string waits);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready")]
    private partial void Ready();
}

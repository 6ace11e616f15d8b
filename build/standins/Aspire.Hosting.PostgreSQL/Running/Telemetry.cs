using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Points a project's telemetry at the dashboard.</summary>
internal static class Telemetry
{
    public static void AddTo(EnvironmentCallbackContext context, bool isDevelopment)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={context.Resource.Name}-{Environment.ProcessId}";
        if (isDevelopment)
        {
            // A developer wants to see at once what just happened.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }

        if (context.ExecutionContext.Receiver is not { } receiver)
            return;

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Url;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = receiver.Protocol;
        if (receiver.ApiKey is { } key)
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
    }
}

internal sealed record OtlpReceiver(string Url, string Protocol, string? ApiKey);

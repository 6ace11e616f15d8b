using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Sends telemetry where the environment says: everything to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and what has an endpoint of its
/// own (<c>…_TRACES_ENDPOINT</c>, <c>…_METRICS_ENDPOINT</c>, <c>…_LOGS_ENDPOINT</c>) there instead. A signal without either is
/// not sent at all, where the specification's default would knock at localhost for ever.
/// </summary>
internal static class OtlpExport
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    public static void AddTo(IOpenTelemetryBuilder telemetry, IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (!string.IsNullOrWhiteSpace(settings[$"{Prefix}ENDPOINT"]))
        {
            // Reads the settings of each signal by itself, and may be combined with no other exporter.
            telemetry.UseOtlpExporter();
            return;
        }

        if (EndpointOf(settings, "TRACES") is { } traces)
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter(o => Aim(o, settings, "TRACES", traces)));
        if (EndpointOf(settings, "METRICS") is { } metrics)
            telemetry.WithMetrics(metering => metering.AddOtlpExporter(o => Aim(o, settings, "METRICS", metrics)));
        if (EndpointOf(settings, "LOGS") is { } logs)
            builder.Services.Configure<OpenTelemetryLoggerOptions>(o => o.AddOtlpExporter(e => Aim(e, settings, "LOGS", logs)));
    }

    private static Uri? EndpointOf(IConfiguration settings, string signal) =>
        settings[$"{Prefix}{signal}_ENDPOINT"] is { } address && !string.IsNullOrWhiteSpace(address)
            ? Uri.TryCreate(address, UriKind.Absolute, out var endpoint)
                ? endpoint
                : throw new InvalidOperationException($"{Prefix}{signal}_ENDPOINT must be an address, such as http://collector:4318/v1/traces.")
            : null;

    // An endpoint that is set here is taken as it is, path included, as the specification wants it for a signal's own.
    private static void Aim(OtlpExporterOptions exporter, IConfiguration settings, string signal, Uri endpoint)
    {
        string? Setting(string name) => settings[$"{Prefix}{signal}_{name}"] ?? settings[Prefix + name];

        exporter.Endpoint = endpoint;
        exporter.Protocol = Setting("PROTOCOL") is "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        if (Setting("HEADERS") is { } headers)
            exporter.Headers = headers;
    }
}

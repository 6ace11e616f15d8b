using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OpenTelemetry;

/// <summary>Configures the OpenTelemetry SDK inside an application host.</summary>
public sealed class OpenTelemetryBuilder : IOpenTelemetryBuilder
{
    internal OpenTelemetryBuilder(IServiceCollection services) => Services = services;

    /// <inheritdoc />
    public IServiceCollection Services { get; }

    /// <summary>Describes the service for every signal.</summary>
    public OpenTelemetryBuilder ConfigureResource(Action<ResourceBuilder> configure) =>
        Chained(OpenTelemetryBuilderSdkExtensions.ConfigureResource(this, configure));

    /// <summary>Adds metrics.</summary>
    public OpenTelemetryBuilder WithMetrics() => WithMetrics(static _ => { });

    /// <summary>Adds metrics.</summary>
    public OpenTelemetryBuilder WithMetrics(Action<MeterProviderBuilder> configure) =>
        Chained(OpenTelemetryBuilderSdkExtensions.WithMetrics(this, configure));

    /// <summary>Adds tracing.</summary>
    public OpenTelemetryBuilder WithTracing() => WithTracing(static _ => { });

    /// <summary>Adds tracing.</summary>
    public OpenTelemetryBuilder WithTracing(Action<TracerProviderBuilder> configure) =>
        Chained(OpenTelemetryBuilderSdkExtensions.WithTracing(this, configure));

    /// <summary>Adds logging.</summary>
    public OpenTelemetryBuilder WithLogging() => WithLogging(configureBuilder: null, configureOptions: null);

    /// <summary>Adds logging.</summary>
    public OpenTelemetryBuilder WithLogging(Action<LoggerProviderBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return WithLogging(configure, configureOptions: null);
    }

    /// <summary>Adds logging.</summary>
    public OpenTelemetryBuilder WithLogging(
        Action<LoggerProviderBuilder>? configureBuilder, Action<OpenTelemetryLoggerOptions>? configureOptions) =>
        Chained(OpenTelemetryBuilderSdkExtensions.WithLogging(this, configureBuilder, configureOptions));

    private OpenTelemetryBuilder Chained(IOpenTelemetryBuilder _) => this;
}

using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TodoApp.ServiceDefaults;

/// <summary>Logs, traces and metrics: to the console always, over OTLP where an endpoint is configured.</summary>
internal static class Telemetry
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "TodoApp.*"];

    /// <summary>What is measured and sent; a test holds the dashboards and alert rules to it.</summary>
    internal static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.Identity", "System.Net.Http", "System.Net.NameResolution",
        "System.Runtime", "Npgsql", "TodoApp.*",
    ];

    // What the frameworks say about every request and query is in the traces already; any setting of the service's
    // own configuration comes before these.
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        // It repeats itself with every probe; ReadinessLog says once what is the matter.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        AddConsole(builder);

        builder.Logging.AddOpenTelemetry(static logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddAttributes(Describe(builder)))
            .WithTracing(tracing => Sample(tracing.AddSource(Sources), builder))
            .WithMetrics(static metrics => metrics.AddMeter(Meters).AddView(Room));

        OtlpExport.AddTo(telemetry, builder);
    }

    /// <summary>
    /// How many combinations of tags an instrument is kept for; what is beyond shares one. Room for all is made ahead of need,
    /// and the SDK's 2,000 for each of 70 instruments are 12 MiB of a process.
    /// </summary>
    private static MetricStreamConfiguration Room(Instrument instrument) => new()
    {
        CardinalityLimit = instrument switch
        {
            { Name: "http.server.request.duration" } => 1000,
            { Meter.Name: var meter } when meter.StartsWith("TodoApp.", StringComparison.Ordinal) => 250,
            _ => 100,
        },
    };

    // In production one trace in ten, whole: what every request costs is in the metrics, and what went wrong in the log, with
    // the trace's id. OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG say otherwise.
    private static void Sample(TracerProviderBuilder tracing, IHostApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction() && builder.Configuration["OTEL_TRACES_SAMPLER"] is null)
            tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1)));
    }

    // Machines read the log in production, people read it everywhere else.
    private static void AddConsole(IHostApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
        {
            builder.Logging.AddJsonConsole(static console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        }
    }

    // What the environment says (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) must win, and attributes added here would
    // win over it: so only what it leaves open is added.
    private static IEnumerable<KeyValuePair<string, object>> Describe(IHostApplicationBuilder builder)
    {
        var attributes = builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "";
        bool Said(string name) => attributes.Contains(name + '=', StringComparison.Ordinal);

        if (builder.Configuration["OTEL_SERVICE_NAME"] is null && !Said("service.name"))
            yield return new("service.name", Name(builder.Environment.ApplicationName));
        if (!Said("service.instance.id"))
            yield return new("service.instance.id", Environment.MachineName);
        if (!Said("service.version") && Version() is { } version)
            yield return new("service.version", version);
        if (!Said("deployment.environment.name"))
            yield return new("deployment.environment.name", builder.Environment.EnvironmentName);
    }

    // As the AppHost and Kubernetes call it: TodoApp.Api is "api".
    private static string Name(string application) => application[(application.LastIndexOf('.') + 1)..].ToLowerInvariant();

    private static string? Version() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}

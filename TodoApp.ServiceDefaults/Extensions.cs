using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>What every service of the product has: telemetry, health, resilience, secrets from files, a graceful end.</summary>
public static class Extensions
{
    /// <summary>Adds telemetry, correlation ids, health checks and resilient outgoing HTTP.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddSecretFiles();
        builder.AddTelemetry();
        builder.AddHealth();
        builder.AddResilience();
        Drain.AddTo(builder);

        // A startup filter, so that a request is named and correlated before any middleware of the service sees it.
        builder.Services.AddTransient<IStartupFilter, RequestPipeline>();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<NativeMemory>();
        return builder;
    }

    /// <summary>Maps the health endpoints, in every environment.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();

        return app;
    }
}

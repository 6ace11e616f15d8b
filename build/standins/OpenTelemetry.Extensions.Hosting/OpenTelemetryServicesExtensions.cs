using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds OpenTelemetry to an application host.</summary>
public static class OpenTelemetryServicesExtensions
{
    /// <summary>Adds the SDK and the hosted service that starts it with the application; may be called many times.</summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        // First in the list, so that whatever other hosted services do at start is already observed.
        if (!services.Any(static service => service.ImplementationType == typeof(TelemetryHostedService)))
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>());

        return new(services);
    }
}

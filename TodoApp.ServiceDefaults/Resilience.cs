using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>Makes every HttpClient patient with a service that stumbles and quick to give up on one that is down.</summary>
internal static class Resilience
{
    public static void AddResilience(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResiliencePipelines>();
        builder.Services.AddTransient<CorrelationHandler>();
        builder.Services.AddTransient<ResilienceHandler>();
        builder.Services.ConfigureHttpClientDefaults(static client => client
            .AddHttpMessageHandler<CorrelationHandler>()
            .AddHttpMessageHandler<ResilienceHandler>());
    }
}

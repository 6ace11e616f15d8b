using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// What happens between the signal to stop and the end. Readiness is gone at once and streams end, so that clients come back
/// elsewhere; requests are still taken for <c>Drain:Seconds</c>, until whoever sends them has noticed: new ones by the readiness,
/// those that keep a connection by its end. It is 0 unless said otherwise, as the images do.
/// </summary>
internal sealed class Drain(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>What requests that are under way may still take. Kubernetes and Docker give 30 and 10 seconds unless told otherwise.</summary>
    private static readonly TimeSpan s_toFinish = TimeSpan.FromSeconds(25);

    // An open page listens for events and would hold a developer's Ctrl+C for as long as a deployment may drain.
    private static readonly TimeSpan s_whileDeveloping = TimeSpan.FromSeconds(3);

    public static void AddTo(IHostApplicationBuilder builder)
    {
        var limit = builder.Environment.IsDevelopment() ? s_whileDeveloping : s_toFinish;
        builder.Services.AddHostedService<Drain>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Delay(builder.Configuration) + limit);
    }

    /// <summary>The host stops nothing, and above all not the server, before this has ended.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(Delay(configuration), time, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static TimeSpan Delay(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.GetValue("Drain:Seconds", 0d));
}

/// <summary>Sends clients that keep their connection elsewhere for their next request, once this process is to stop.</summary>
internal sealed class DrainingConnections(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "close";

        return next(context);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>Where the probes ask.</summary>
internal static class HealthPaths
{
    public const string Ready = "/health";
    public const string Live = "/alive";
    public const string Startup = "/startup";

    public static bool Contains(PathString path) => path.Value is Ready or Live or Startup;
}

/// <summary>Answers the probes, in every environment, with one word and nothing about what is behind it.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.AddManagementPort();
        builder.Services.AddSingleton<ReadinessLog>();
        builder.Services.AddHealthChecks()
            .AddCheck("self", static () => HealthCheckResult.Healthy(), ["live"])
            .AddCheck<AcceptingRequests>("accepting-requests", tags: ["startup"]);

        // A check without a limit hangs with what it checks, and the probe's own timeout then looks like a dead service.
        builder.Services.PostConfigure<HealthCheckServiceOptions>(static options =>
        {
            foreach (var check in options.Registrations.Where(static check => check.Timeout == Timeout.InfiniteTimeSpan))
                check.Timeout = Patience;
        });
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, HealthPaths.Ready, "Ready: requests will be served", static _ => true);
        Map(routes, HealthPaths.Live, "Alive: no restart is needed", static check => check.Tags.Contains("live"));
        Map(routes, HealthPaths.Startup, "Started: the other probes may begin", static check => check.Tags.Contains("startup"));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string summary, Func<HealthCheckRegistration, bool> which) =>
        routes.MapGet(path, (HealthCheckService checks, HttpContext context, CancellationToken ct) => Answer(checks, which, context, ct))
            .WithTags("Operations")
            .WithSummary(summary)
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain")
            .AllowAnonymous()
            .DisableRateLimiting()
            .DisableHttpMetrics();

    private static async Task<IResult> Answer(
        HealthCheckService checks, Func<HealthCheckRegistration, bool> which, HttpContext context, CancellationToken ct)
    {
        var report = await checks.CheckHealthAsync(which, ct);
        if (context.Request.Path.Value == HealthPaths.Ready)
            context.RequestServices.GetRequiredService<ReadinessLog>().Note(report);
        context.Response.Headers.CacheControl = "no-store";

        return TypedResults.Text(report.Status.ToString(), "text/plain", statusCode: report.Status == HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK);
    }

    /// <summary>Unready before the host has started and from the moment it is told to stop, so that traffic drains first.</summary>
    private sealed class AcceptingRequests(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("the process is starting or stopping"));
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Keeps probes and callers apart when <c>Management:Port</c> is set: health answers there and only there.
/// </summary>
internal sealed class ManagementPort(RequestDelegate next, IConfiguration configuration)
{
    public const string Key = "Management:Port";

    private readonly int? _port = configuration.GetValue<int?>(Key);

    public Task InvokeAsync(HttpContext context)
    {
        // The port of the connection, not of the Host header, which the caller chooses.
        if (_port is { } port && HealthPaths.Contains(context.Request.Path) != (context.Connection.LocalPort == port))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}

/// <summary>Listens on the management port too.</summary>
internal static class ManagementPortExtensions
{
    public static void AddManagementPort(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<int?>(ManagementPort.Key) is not { } port)
            return;

        // Added to whichever of the two settings is in charge: explicit addresses silence the plain ports.
        if (builder.Configuration["urls"] is { Length: > 0 } urls)
            builder.Configuration["urls"] = $"{urls};http://*:{port}";
        else
            builder.Configuration["http_ports"] = $"{builder.Configuration["http_ports"] ?? "8080"};{port}";
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Writes a line about each request that took longer than <c>Logging:SlowRequest</c> (a second), by its route: metrics say that
/// some are slow, this says which, with the ids to follow. Streams last as long as somebody listens, and are left out.
/// </summary>
internal sealed partial class SlowRequests(RequestDelegate next, IConfiguration configuration, ILogger<SlowRequests> logger)
{
    private readonly TimeSpan _limit = configuration.GetValue("Logging:SlowRequest", TimeSpan.FromSeconds(1));

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(started);
            if (took >= _limit && !IsStream(context) && ServerSpans.RouteOf(context) is { } route)
                Slow(context.Request.Method, route, (long)took.TotalMilliseconds, context.Response.StatusCode);
        }
    }

    private static bool IsStream(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest
        || context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) is true;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slow: {Method} {Route} took {Milliseconds} ms and answered {Status}")]
    private partial void Slow(string method, string route, long milliseconds, int status);
}

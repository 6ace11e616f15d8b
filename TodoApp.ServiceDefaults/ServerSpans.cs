using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Names the span of a request <c>METHOD route</c> and gives it the semantic conventions' attributes, which ASP.NET Core
/// leaves to an instrumentation package.
/// </summary>
internal sealed class ServerSpans(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span
            ? RecordAsync(span, context)
            : next(context);

    private async Task RecordAsync(Activity span, HttpContext context)
    {
        Open(span, context.Request);
        try
        {
            await next(context);
            Close(span, context, context.Response.StatusCode);
        }
        catch
        {
            Close(span, context, StatusCodes.Status500InternalServerError);
            throw;
        }
    }

    private static void Open(Activity span, HttpRequest request)
    {
        // Probes come every few seconds and say nothing: neither they nor the queries they cause are recorded.
        if (HealthPaths.Contains(request.Path))
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;

        span.SetTag("http.request.method", request.Method);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", request.Path.Value);
    }

    private static void Close(Activity span, HttpContext context, int status)
    {
        var route = RouteOf(context);

        // Without a route only the method: a path in a name would make as many names as there are ids.
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }

    // The exception handler takes the endpoint away, and keeps it in its feature.
    internal static string? RouteOf(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is RouteEndpoint endpoint
            ? '/' + endpoint.RoutePattern.RawText?.Trim('/')
            : null;
}

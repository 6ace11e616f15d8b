using TodoApp.Web.Backend;

namespace TodoApp.Web.Realtime;

/// <summary>What happens elsewhere to what a page shows: another window, a phone, an agent.</summary>
internal static class EventEndpoints
{
    private const string MediaType = "text/event-stream";

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapGet("/events", Relay);

    /// <summary>
    /// Hands on the API's stream as it comes: from where the browser says it was, or else from where the page was drawn. It
    /// ends with the access token behind it or with this process; the browser comes back by itself.
    /// </summary>
    internal static async Task<IResult> Relay(HttpContext context, ApiClient api, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var stream = await api.StreamEventsAsync(last.Length > 0 ? last : context.Request.Query["after"].ToString(), ct);
        if (!stream.Has(out var response, out var problem))
            return TypedResults.StatusCode((int)problem.Status);

        using (response)
        {
            context.Response.ContentType = MediaType;
            context.Response.Headers["X-Accel-Buffering"] = "no";
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
            await CopyAsync(await response.Content.ReadAsStreamAsync(ct), context.Response, end.Token);
        }

        return TypedResults.Empty;
    }

    private static async Task CopyAsync(Stream events, HttpResponse response, CancellationToken ct)
    {
        var buffer = new byte[4096];
        try
        {
            await response.Body.FlushAsync(ct);
            for (var read = 1; read > 0;)
            {
                read = await events.ReadAsync(buffer, ct);
                await response.Body.WriteAsync(buffer.AsMemory(0, read), ct);
                await response.Body.FlushAsync(ct);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The browser left, or the API went away: both are ordinary ends, and the browser resumes from its last event.
        }
    }
}

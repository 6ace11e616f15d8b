using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal.Events;

/// <summary>The journal as a stream of Server-Sent Events (WHATWG HTML, 9.2).</summary>
internal static class EventEndpoints
{
    public static void AddEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventMetrics>();
        builder.Services.AddSingleton<EventFeeds>();
        builder.Services.AddSingleton<JournalSignal>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JournalSignal>());
        builder.Services.AddHostedService<JournalListener>();
    }

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/events", Stream).WithName("StreamEvents")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .WithProblems(ProblemCodes.InvalidHeader, ProblemCodes.RateLimited);

    /// <summary>
    /// Streams every write of the caller's from now on, or from behind Last-Event-ID, in order and without gaps. An event
    /// <c>resync</c> says that the journal no longer reaches back that far: read everything anew, the stream goes on.
    /// Ends with the access token; come back with a new one.
    /// </summary>
    internal static async Task<Results<EmptyHttpResult, ProblemHttpResult>> Stream(
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId, UserId caller, EventFeeds feeds, TimeProvider time,
        IHostApplicationLifetime lifetime, HttpContext http, CancellationToken ct)
    {
        long? since = null;
        if (!string.IsNullOrEmpty(lastEventId))
        {
            if (!long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
                return Problems.Of(new Failure(ProblemCodes.InvalidHeader, "Last-Event-ID must be the id of an event of this stream."));
            since = seq;
        }

        if (feeds.Open(caller) is not { } stream)
            return Problems.Of(new Failure(ProblemCodes.RateLimited, "Too many streams of this account are open."));

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        end.CancelAfter(Claims.LifeLeft(http.User, time));
        try
        {
            await SendAsync(http, caller, since, stream, feeds, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client left, the token ended or the process is stopping: all are ordinary ends of a stream.
        }
        finally
        {
            feeds.Close(caller, stream);
        }

        return TypedResults.Empty;
    }

    /// <summary>First what was missed, from the database; then what comes, from the feed, without what was sent already.</summary>
    private static async Task SendAsync(
        HttpContext http, UserId caller, long? since, EventStream stream, EventFeeds feeds, CancellationToken ct)
    {
        // Before anything that may end it: an answer without this type is one that EventSource never comes back from.
        http.Response.ContentType = "text/event-stream";
        // The newest number is read after the stream was opened: what is written from now on waits in the stream.
        var newest = await feeds.LatestAsync(caller, ct);
        feeds.StartAt(caller, newest);
        var last = since ?? newest;

        http.Response.Headers["X-Accel-Buffering"] = "no";
        // With its number, so that a client that loses the stream before anything happened still resumes from here.
        await http.Response.WriteAsync(FormattableString.Invariant($"retry: 2000\nid: {last}\n\n"), ct);
        await http.Response.Body.FlushAsync(ct);

        for (var missed = await feeds.ReadAfterAsync(caller, last, ct); missed.Count > 0; missed = await feeds.ReadAfterAsync(caller, last, ct))
        {
            foreach (var frame in missed)
                await http.Response.Body.WriteAsync(frame.Frame, ct);
            last = missed[^1].Seq!.Value;
        }

        while (await stream.Waiting.WaitToReadAsync(ct))
        {
            while (stream.Waiting.TryRead(out var frame))
            {
                if (frame.Seq <= last)
                    continue;
                // One frame is usually all there is: it goes out with the flush, in one piece.
                http.Response.BodyWriter.Write(frame.Frame.Span);
                last = frame.Seq ?? last;
            }

            await http.Response.BodyWriter.FlushAsync(ct);
        }
    }
}

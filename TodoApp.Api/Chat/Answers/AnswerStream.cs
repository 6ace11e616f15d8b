using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TodoApp.Api.Http;

namespace TodoApp.Api.Chat.Answers;

/// <summary>Sends what is told of an answer as Server-Sent Events (WHATWG HTML, 9.2), as it is told.</summary>
internal sealed class AnswerStream(ProblemExceptionHandler problems)
{
    public const string MediaType = "text/event-stream";

    /// <summary>Whether the request asks for a stream.</summary>
    public static bool IsWanted(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var types)
        && types.Any(t => t.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && t.Quality is not 0);

    public ServerSentEventsResult<object> Open(PreparedAnswer answer, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ReadAsync(answer, ct));
    }

    /// <summary>
    /// The answer is made beside the sending, and nobody waits for a slow reader: what can wait here is bounded by how long
    /// an answer may be. The end of the stream waits until the answer is written down.
    /// </summary>
    private async IAsyncEnumerable<SseItem<object>> ReadAsync(PreparedAnswer answer, [EnumeratorCancellation] CancellationToken ct)
    {
        var told = Channel.CreateUnbounded<SseItem<object>>(new UnboundedChannelOptions { SingleReader = true });
        var making = MakeAsync(answer, told.Writer, ct);
        try
        {
            await foreach (var item in told.Reader.ReadAllAsync(ct))
                yield return item;
        }
        finally
        {
            await making;
        }
    }

    private async Task MakeAsync(PreparedAnswer answer, ChannelWriter<SseItem<object>> told, CancellationToken ct)
    {
        // Whoever reads begins to send at once.
        await Task.Yield();
        try
        {
            var made = await answer.Make((name, data, _) => told.WriteAsync(new(data, name), CancellationToken.None), ct);
            told.TryWrite(new(made, ChatEvents.Answer));
        }
        catch (Exception flaw)
        {
            told.TryWrite(new(problems.ToProblem(flaw), ChatEvents.Error));
        }
        finally
        {
            told.Complete();
        }
    }
}

using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TodoApp.Contracts.Chat;

namespace TodoApp.Web.Assistant;

/// <summary>
/// Hands an answer on as it arrives, drawn: the page's script puts it where it belongs and has nothing to know of Markdown,
/// tools or consent. The events are <c>started</c> (where the conversation is), <c>answer</c> (the answer so far, again and
/// again) and <c>end</c>.
/// </summary>
internal sealed class AnswerRelay(AffectedLookup affected, IServiceProvider services, ILoggerFactory loggers)
{
    public const string MediaType = "text/event-stream";

    /// <summary>As often as a person sees a difference; long texts, which take longer to draw and to send, less often.</summary>
    private static TimeSpan Pause(int length) => TimeSpan.FromMilliseconds(50 + (length / 50));

    /// <summary>Whether a script asks, and shows the answer as it comes.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Waits for the whole answer; what was heard of it when it breaks off is in the conversation.</summary>
    public static async Task<AnswerSoFar> CollectAsync(HttpResponseMessage stream, CancellationToken ct)
    {
        var answer = new AnswerSoFar();
        try
        {
            await foreach (var told in ReadAsync(stream, ct))
                answer.Take(told);
        }
        catch (Exception end) when (IsEnd(end, ct))
        {
            // The API went away. What it began is in the conversation.
        }

        return answer;
    }

    /// <summary>Sends the answer on until its end.</summary>
    public async Task SendAsync(HttpResponseMessage stream, ChatMessage? before, HttpResponse response, CancellationToken ct)
    {
        response.ContentType = MediaType;
        response.Headers["X-Accel-Buffering"] = "no";
        var answer = new AnswerSoFar(before);
        await using var renderer = new HtmlRenderer(services, loggers);
        try
        {
            await response.Body.FlushAsync(ct);
            await FollowAsync(stream, answer, renderer, response, ct);
            answer.End();
            await DrawAsync(answer, renderer, response, ct);
            await WriteAsync(response, "end", new { waits = answer.Consent is not null }, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The person pressed Stop, or left. The API hears of it as this request ends.
        }
    }

    private async Task FollowAsync(
        HttpResponseMessage stream, AnswerSoFar answer, HtmlRenderer renderer, HttpResponse response, CancellationToken ct)
    {
        await using var events = ReadAsync(stream, ct).GetAsyncEnumerator(ct);
        var (next, pause) = (MoveAsync(events, ct), Task.CompletedTask);
        for (var drawn = true; ;)
        {
            // Whatever comes within a moment is drawn at once.
            if (!drawn && await Task.WhenAny(next, pause) == pause && !next.IsCompleted)
            {
                await DrawAsync(answer, renderer, response, ct);
                (drawn, pause) = (true, Task.Delay(Pause(answer.Length), ct));
                continue;
            }

            if (!await next)
                return;
            var told = events.Current;
            answer.Take(told);
            if (told.EventType == "started")
                await WriteAsync(response, "started", new { path = ConversationView.PathOf(answer.Conversation!.Value) }, ct);
            drawn = false;
            next = MoveAsync(events, ct);
        }
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<SseItem<string>> events, CancellationToken ct)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception end) when (IsEnd(end, ct))
        {
            return false;
        }
    }

    private async Task DrawAsync(AnswerSoFar answer, HtmlRenderer renderer, HttpResponse response, CancellationToken ct)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(AnswerMessage.Message)] = answer.ToMessage(),
            [nameof(AnswerMessage.Conversation)] = answer.Conversation ?? Guid.Empty,
            [nameof(AnswerMessage.Affected)] = await affected.OfAsync(answer.Consent, ct),
        });
        var html = await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<AnswerMessage>(parameters)).ToHtmlString());
        await WriteAsync(response, "answer", new { html }, ct);
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        HttpResponseMessage stream, [EnumeratorCancellation] CancellationToken ct)
    {
        var body = await stream.Content.ReadAsStreamAsync(ct);
        await foreach (var told in SseParser.Create(body).EnumerateAsync(ct))
            yield return told;
    }

    private static async Task WriteAsync(HttpResponse response, string name, object data, CancellationToken ct)
    {
        await response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, JsonSerializerOptions.Web)}\n\n", ct);
        await response.Body.FlushAsync(ct);
    }

    private static bool IsEnd(Exception failure, CancellationToken ct) =>
        failure is IOException or HttpRequestException or JsonException
        || (failure is OperationCanceledException && !ct.IsCancellationRequested);
}

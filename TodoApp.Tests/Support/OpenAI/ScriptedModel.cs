using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TodoApp.Tests.Support.OpenAI;

/// <summary>
/// A server on loopback that speaks OpenAI's protocols, Responses and chat completions, both streamed, and says what a
/// test wants it to say.
/// </summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Asked> _asked = new();
    private int _calls;

    private ScriptedModel(WebApplication app) => _app = app;

    /// <summary>What it does when it is asked.</summary>
    public Func<Asked, Reply> Script { get; set; } = _ => Reply.Say("Hello.");

    /// <summary>What it was asked since <see cref="Follow(Func{Asked, Reply})"/>.</summary>
    public IReadOnlyList<Asked> Requests => [.. _asked];

    /// <summary>What to configure as <c>Chat:BaseUrl</c>.</summary>
    public string BaseUrl => $"{_app.Urls.First()}/v1";

    /// <summary>Starts one.</summary>
    public static async Task<ScriptedModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var model = new ScriptedModel(app);
        app.MapPost("/v1/responses", (RequestDelegate)(http => model.AnswerAsync(http, new ResponsesWire())));
        app.MapPost("/v1/chat/completions", (RequestDelegate)(http => model.AnswerAsync(http, new CompletionsWire())));
        await app.StartAsync();
        return model;
    }

    /// <summary>Does from now on what a script says, and forgets what it was asked before.</summary>
    public void Follow(Func<Asked, Reply> script)
    {
        _asked.Clear();
        Script = script;
    }

    /// <summary>Does one thing after the other, and the last one again and again.</summary>
    public void Follow(params Reply[] replies)
    {
        var next = -1;
        Follow(_ => replies[Math.Min(Interlocked.Increment(ref next), replies.Length - 1)]);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, IWire wire)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var key = http.Request.Headers.Authorization.ToString();
        var asked = new Asked(body.RootElement.Clone(), key.StartsWith("Bearer ", StringComparison.Ordinal) ? key[7..] : null);
        _asked.Enqueue(asked);
        var reply = Script(asked);
        if (reply.Parts is [StatusPart refusal])
        {
            http.Response.StatusCode = refusal.Status;
            if (refusal.RetryAfter is not null)
                http.Response.Headers.RetryAfter = refusal.RetryAfter;
            await http.Response.WriteAsJsonAsync(new { error = new { message = "scripted", type = "scripted" } }, http.RequestAborted);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        await SendAsync(http, wire.Begin());
        foreach (var part in reply.Parts)
        {
            if (!await PlayAsync(http, wire, part))
                return;
        }

        await SendAsync(http, wire.End(reply.Usage, reply.Parts.OfType<CallPart>().Any()));
    }

    private async Task<bool> PlayAsync(HttpContext http, IWire wire, ReplyPart part)
    {
        switch (part)
        {
            case SayPart say:
                await SendAsync(http, wire.Say(say.Pieces));
                return true;
            case CallPart call:
                await SendAsync(http, wire.Call(call.Id ?? $"call_{Interlocked.Increment(ref _calls)}", call.Name, call.Arguments));
                return true;
            case RawPart raw:
                await SendAsync(http, [raw.Bytes]);
                return true;
            case WaitPart wait:
                await wait.Wait(http.RequestAborted);
                return true;
            case BreakPart:
                http.Abort();
                return false;
            default:
                return false;
        }
    }

    private static async Task SendAsync(HttpContext http, IEnumerable<string> events)
    {
        foreach (var text in events)
        {
            await http.Response.WriteAsync(text, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}

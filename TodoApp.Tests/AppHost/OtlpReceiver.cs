using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TodoApp.Tests.AppHost;

/// <summary>A span as it was sent.</summary>
internal sealed record ReceivedSpan(string Service, string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Receives traces over OTLP (protobuf over HTTP) and reads of them what the tests ask for.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", (string signal, HttpRequestBody body) =>
        {
            if (signal == "traces")
                receiver.Read(body.Bytes);
        });
        await receiver._app.StartAsync();

        return receiver;
    }

    /// <summary>Waits for a trace that is as wanted.</summary>
    public async Task<IReadOnlyList<ReceivedSpan>> TraceAsync(Func<IReadOnlyList<ReceivedSpan>, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = _spans.GroupBy(span => span.Trace).Select(trace => trace.ToList()).FirstOrDefault(wanted);
            if (found is not null)
                return found;
            if (limit.IsCancellationRequested)
                throw new InvalidOperationException("No such trace among:\n" + string.Join('\n', _spans));
            await Task.Delay(200);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The numbers are those of opentelemetry/proto/trace/v1/trace.proto.
    private void Read(byte[] request)
    {
        foreach (var resourceSpans in Proto.Messages(request, 1))
        {
            var resource = Proto.Messages(resourceSpans, 1).SelectMany(message => Proto.Messages(message, 1)).Select(Proto.Attribute);
            var service = resource.First(attribute => attribute.Key == "service.name").Value;
            foreach (var span in Proto.Messages(resourceSpans, 2).SelectMany(scope => Proto.Messages(scope, 2)))
                _spans.Enqueue(Span(service, span));
        }
    }

    private static ReceivedSpan Span(string service, byte[] span) => new(
        service,
        Convert.ToHexString(Proto.Messages(span, 1).Single()),
        Convert.ToHexString(Proto.Messages(span, 2).Single()),
        Convert.ToHexString(Proto.Messages(span, 4).SingleOrDefault() ?? []),
        Proto.Text(span, 5),
        Proto.Messages(span, 9).Select(Proto.Attribute).ToDictionary(attribute => attribute.Key, attribute => attribute.Value));
}

/// <summary>A request's body as bytes.</summary>
internal sealed record HttpRequestBody(byte[] Bytes)
{
    public static async ValueTask<HttpRequestBody> BindAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);

        return new(bytes.ToArray());
    }
}

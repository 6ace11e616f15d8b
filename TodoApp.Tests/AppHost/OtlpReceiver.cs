using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
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
        receiver._app.MapPost("/v1/{signal}", async (string signal, HttpRequestBody body) =>
        {
            if (signal == "traces")
                receiver.Read(body.Bytes);
            await Task.CompletedTask;
        });
        await receiver._app.StartAsync();

        return receiver;
    }

    /// <summary>Waits for a trace that has spans of all the services named.</summary>
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
        System.Text.Encoding.UTF8.GetString(Proto.Messages(span, 5).Single()),
        Proto.Messages(span, 9).Select(Proto.Attribute).ToDictionary(attribute => attribute.Key, attribute => attribute.Value));
}

/// <summary>A request's body as bytes.</summary>
internal sealed record HttpRequestBody(byte[] Bytes)
{
    public static async ValueTask<HttpRequestBody> BindAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);

        return new(bytes.ToArray());
    }
}

/// <summary>Reads protobuf by field numbers, without generated classes.</summary>
internal static class Proto
{
    /// <summary>The contents of every length-delimited field of that number.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }

        return found;
    }

    /// <summary>A key and its value as text; of other kinds of values the kind is all that is known.</summary>
    public static KeyValuePair<string, string> Attribute(byte[] attribute)
    {
        var value = Messages(attribute, 2).SelectMany(any => Messages(any, 1)).FirstOrDefault();

        return new(
            System.Text.Encoding.UTF8.GetString(Messages(attribute, 1).Single()),
            value is null ? "(not text)" : System.Text.Encoding.UTF8.GetString(value));
    }
}

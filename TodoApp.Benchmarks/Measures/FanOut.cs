using System.Collections.Concurrent;
using System.Diagnostics;
using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;
using TodoApp.Contracts;

namespace TodoApp.Benchmarks.Measures;

/// <summary>One write, a thousand open pages: how long until the last of them knows, and what each costs.</summary>
internal sealed class FanOut(Bench bench, Findings results, Effort effort, Throughput throughput)
{
    private const int Clients = 1_000;
    private const int Events = 50;
    private const int WarmUps = 50;
    private const int User = 500;
    private const double Kibibyte = 1024;
    private readonly ConcurrentBag<double> _deliveries = [];
    private readonly long[] _sent = new long[Events];
    private int _open;

    public async Task RunAsync()
    {
        await using var api = await bench.StartApiAsync("api for streams", new() { ["OTEL_SDK_DISABLED"] = "true" });
        using var writer = bench.Client(api, User);
        // A process that has worked: what it took to get going is no stream's.
        await WriteAsync(writer, "before");
        await bench.Load.RunAsync(api, throughput.List(api), effort.WarmUp);
        var before = api.Memory;

        using var end = new CancellationTokenSource();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Clients + 1 };
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = api.Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new("Bearer", bench.TokenOf(User));
        var streams = Enumerable.Range(0, Clients).Select(_ => ListenAsync(client, end.Token)).ToList();
        await UntilAsync(() => Volatile.Read(ref _open) == Clients, "all streams are open");
        var perClient = (api.Memory - before) / (double)Clients / Kibibyte;

        // The first events of a process find code that has never run.
        for (var i = 0; i < WarmUps; i++)
        {
            await WriteAsync(writer, "warm-up");
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        for (var i = 0; i < Events; i++)
        {
            Volatile.Write(ref _sent[i], Stopwatch.GetTimestamp());
            await WriteAsync(writer, $"event-{i:00}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        await UntilAsync(() => _deliveries.Count == Clients * Events, "every event has reached every client");
        await end.CancelAsync();
        await Task.WhenAll(streams);
        results.Add(new Figure("sse_p99_ms", "an event to 1,000 streams of one process, p99 from before the write", _deliveries.Percentile(0.99), 200, 80, Better.Lower, "ms"));
        results.Add(new Figure("sse_rss_per_client_kib", "memory of an open stream", perClient, 60, 25, Better.Lower, "KiB"));
    }

    private static async Task WriteAsync(HttpClient writer, string title)
    {
        using var response = await writer.PostAsJsonAsync(new Uri(Bench.Todos(User), UriKind.Relative), new CreateTodo(title), ContractJson.Options);
        response.EnsureSuccessStatusCode();
    }

    private async Task ListenAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var response = await client.GetAsync(
                new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/{Seed.User(User)}/events"), UriKind.Relative),
                HttpCompletionOption.ResponseHeadersRead, ct);
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            var counted = false;
            // A frame has a fraction of this and is sent in one piece.
            var chunk = new byte[4_096];
            while (await stream.ReadAsync(chunk, ct) is > 0 and var length)
            {
                if (!counted)
                    Interlocked.Increment(ref _open);
                counted = true;
                if (chunk.AsSpan(0, length).IndexOf("\"event-"u8) is > 0 and var at)
                    _deliveries.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref _sent[int.Parse(chunk.AsSpan(at + 7, 2), System.Globalization.CultureInfo.InvariantCulture)])).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    private static async Task UntilAsync(Func<bool> done, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!done())
        {
            if (deadline.IsCancellationRequested)
                throw new InvalidOperationException($"It did not come about that {what}.");
            await Task.Delay(10, CancellationToken.None);
        }
    }
}

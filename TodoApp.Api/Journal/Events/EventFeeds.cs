using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal.Events;

/// <summary>All event streams of this process, by account.</summary>
internal sealed partial class EventFeeds(
    HistoryService history, IOptions<JsonOptions> json, EventMetrics metrics, ILogger<EventFeeds> logger)
{
    /// <summary>Streams one account may have in one process.</summary>
    public const int PerUser = 2_000;

    private const int ReadAtOnce = 500;
    private readonly ConcurrentDictionary<Guid, EventFeed> _feeds = new();

    /// <summary>Opens a stream; null when the account has too many.</summary>
    public EventStream? Open(UserId owner)
    {
        lock (_feeds)
        {
            var feed = _feeds.GetOrAdd(owner.Value, _ => new EventFeed());
            if (feed.Count >= PerUser)
                return null;

            var stream = new EventStream();
            feed.Add(stream);
            metrics.Opened();
            return stream;
        }
    }

    public void Close(UserId owner, EventStream stream)
    {
        lock (_feeds)
        {
            if (!_feeds.TryGetValue(owner.Value, out var feed))
                return;

            if (feed.Remove(stream))
                metrics.Closed();
            if (feed.Count == 0)
                _feeds.TryRemove(owner.Value, out _);
        }
    }

    /// <summary>From here on the account's streams are fed from what comes behind this number.</summary>
    public void StartAt(UserId owner, long latest)
    {
        if (_feeds.TryGetValue(owner.Value, out var feed))
            feed.StartAt(latest);
    }

    /// <summary>Says that the account's journal may have grown.</summary>
    public void Wake(Guid owner)
    {
        if (_feeds.TryGetValue(owner, out var feed))
            _ = PumpAsync(new UserId(owner), feed);
    }

    /// <summary>Says that anything may have happened, as after a lost connection.</summary>
    public void WakeAll()
    {
        foreach (var owner in _feeds.Keys)
            Wake(owner);
    }

    /// <summary>Sends a comment to all, so that proxies and clients see that the stream is alive.</summary>
    public void Heartbeat()
    {
        var frame = new EventFrame(null, ": alive\n\n"u8.ToArray());
        foreach (var feed in _feeds.Values)
            feed.Broadcast(frame);
    }

    /// <summary>Reads what comes behind a number; when that is no longer known, says so and goes on from the newest.</summary>
    public async Task<IReadOnlyList<EventFrame>> ReadAfterAsync(UserId owner, long seq, CancellationToken ct) =>
        await ReadAfterAsync(owner, seq, static _ => { }, ct);

    private async Task<IReadOnlyList<EventFrame>> ReadAfterAsync(UserId owner, long seq, Action<DateTimeOffset> read, CancellationToken ct)
    {
        var changes = await history.ChangesAsync(owner, seq, ReadAtOnce, ct);
        if (changes.Failure is { } truncated)
            return [Resync(truncated.Latest!.Value)];

        foreach (var entry in changes.Value.Items)
            read(entry.At);
        return [.. changes.Value.Items.Select(Frame)];
    }

    /// <summary>The number of the newest entry; 0 when there is none.</summary>
    public Task<long> LatestAsync(UserId owner, CancellationToken ct) => history.LatestAsync(owner, ct);

    private async Task PumpAsync(UserId owner, EventFeed feed)
    {
        try
        {
            await feed.PumpAsync(seq => ReadAfterAsync(owner, seq, metrics.Delivered, CancellationToken.None));
        }
        catch (Exception flaw)
        {
            // The streams stay open; the next wake reads on from where this one stopped.
            feed.Reset();
            NotRead(flaw.Message);
        }
    }

    private static EventFrame Resync(long latest) =>
        new(latest, Encoding.UTF8.GetBytes(FormattableString.Invariant($"id: {latest}\nevent: resync\ndata: {{\"latest\":{latest}}}\n\n")));

    private EventFrame Frame(HistoryEntry entry)
    {
        var head = FormattableString.Invariant($"id: {entry.Seq}\nevent: {entry.Entity}.{entry.Kind}\ndata: ");
        var body = JsonSerializer.SerializeToUtf8Bytes(entry, json.Value.SerializerOptions);
        return new(entry.Seq, (byte[])[.. Encoding.UTF8.GetBytes(head), .. body, .. "\n\n"u8]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events could not be read: {Reason}")]
    private partial void NotRead(string reason);
}

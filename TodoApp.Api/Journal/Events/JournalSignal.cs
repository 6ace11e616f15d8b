using System.Collections.Concurrent;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Journal.Events;

/// <summary>
/// Tells this process and the others that journals have grown, after the writes were committed and many at a time:
/// a NOTIFY inside each transaction would make all commits of the cluster wait for each other. It is a hint only; what
/// happened stands in the journal, and whoever missed the hint finds it there.
/// </summary>
internal sealed partial class JournalSignal(EventFeeds feeds, DatabasePool database, ILogger<JournalSignal> logger)
    : BackgroundService
{
    /// <summary>The channel of LISTEN and NOTIFY.</summary>
    public const string Channel = "journal";

    /// <summary>A payload has at most 8,000 bytes and an id 33.</summary>
    private const int PerPayload = 200;

    private readonly ConcurrentDictionary<Guid, bool> _grown = new();
    /// <summary>Writes within this time are announced together: short for a reader, and no load however many write.</summary>
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _any = new(0);
    private bool _mute;

    /// <summary>Says that an account's journal may have grown.</summary>
    public void Written(Guid owner)
    {
        feeds.Wake(owner);
        if (_grown.TryAdd(owner, true))
            _any.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _any.WaitAsync(stoppingToken);
            List<Guid> owners = [];
            foreach (var owner in _grown.Keys.Take(PerPayload))
            {
                if (_grown.TryRemove(owner, out _))
                    owners.Add(owner);
            }

            if (owners.Count > 0)
                await NotifyAsync(string.Join(',', owners.Select(o => o.ToString("N"))), stoppingToken);
            // While the database is away, hints gather for longer.
            await Task.Delay(_mute ? s_pause : s_gather, stoppingToken);
        }
    }

    private async Task NotifyAsync(string payload, CancellationToken ct)
    {
        try
        {
            // Nothing is lost when a hint is, so nobody waits for it to reach the disk.
            await database.QueryAsync(
                $"SELECT set_config('synchronous_commit', 'off', true), pg_notify({Channel}, {payload})", _ => true, ct);
            _mute = false;
        }
        catch (Exception flaw) when (flaw is not OperationCanceledException)
        {
            // Listeners that reconnect, or whose patience ends, read the journal without having been told.
            if (!_mute)
                NotSent(flaw.Message);
            _mute = true;
        }
    }

    public override void Dispose()
    {
        _any.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other replicas could not be told of writes: {Reason}")]
    private partial void NotSent(string reason);
}

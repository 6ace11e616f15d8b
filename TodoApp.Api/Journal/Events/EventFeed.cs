namespace TodoApp.Api.Journal.Events;

/// <summary>The streams of one account in this process: the journal is read once for all of them.</summary>
internal sealed class EventFeed
{
    private readonly HashSet<EventStream> _streams = [];
    private long? _latest;
    private int _wakes;

    /// <summary>How many streams there are.</summary>
    public int Count => _streams.Count;

    public void Add(EventStream stream)
    {
        lock (_streams)
            _streams.Add(stream);
    }

    public bool Remove(EventStream stream)
    {
        lock (_streams)
            return _streams.Remove(stream);
    }

    /// <summary>Says up to where the first stream has read the journal by itself.</summary>
    public void StartAt(long latest)
    {
        lock (_streams)
            _latest ??= latest;
    }

    /// <summary>
    /// Reads what is new and sends it on. Calls that come while one is reading make it read once more, so none is lost
    /// and none runs beside it.
    /// </summary>
    public async Task PumpAsync(Func<long, Task<IReadOnlyList<EventFrame>>> readAfter)
    {
        if (_latest is null || Interlocked.Increment(ref _wakes) > 1)
            return;

        int seen;
        do
        {
            seen = Volatile.Read(ref _wakes);
            IReadOnlyList<EventFrame> frames;
            do
            {
                frames = await readAfter(_latest.Value);
                foreach (var frame in frames)
                    Broadcast(frame);
                if (frames is [.., { Seq: { } last }])
                    _latest = last;
            }
            while (frames.Count > 0);
        }
        while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
    }

    public void Broadcast(EventFrame frame)
    {
        lock (_streams)
        {
            foreach (var stream in _streams)
                stream.Send(frame);
        }
    }

    /// <summary>After a reading that failed the next wake starts afresh.</summary>
    public void Reset() => Volatile.Write(ref _wakes, 0);
}

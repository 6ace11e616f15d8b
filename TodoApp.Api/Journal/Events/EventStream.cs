using System.Threading.Channels;

namespace TodoApp.Api.Journal.Events;

/// <summary>One event, written once and sent to many.</summary>
/// <param name="Seq">Its number in the journal; a heartbeat has none.</param>
/// <param name="Frame">The whole frame of Server-Sent Events, blank line included.</param>
internal readonly record struct EventFrame(long? Seq, ReadOnlyMemory<byte> Frame);

/// <summary>
/// What waits to be sent to one client. A client that falls too far behind is cut off instead of filling memory: it
/// comes back with the number of the last event it saw and misses nothing.
/// </summary>
internal sealed class EventStream
{
    private const int Capacity = 1_000;
    private readonly Channel<EventFrame> _waiting = Channel.CreateBounded<EventFrame>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<EventFrame> Waiting => _waiting.Reader;

    public void Send(EventFrame frame)
    {
        if (!_waiting.Writer.TryWrite(frame))
            _waiting.Writer.TryComplete();
    }
}

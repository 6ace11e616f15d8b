using System.Text.Json;

namespace TodoApp.Tests.Support.OpenAI;

/// <summary>What the double of a language model does in one step, part by part.</summary>
public sealed class Reply
{
    private readonly List<ReplyPart> _parts = [];

    /// <summary>What is done, in order.</summary>
    public IReadOnlyList<ReplyPart> Parts => _parts;

    /// <summary>What it says it cost.</summary>
    public (int Input, int Output) Usage { get; private set; } = (10, 5);

    /// <summary>Text, in the pieces in which it is streamed.</summary>
    public static Reply Say(params string[] pieces) => new Reply().AndSay(pieces);

    /// <summary>A call with these arguments, as JSON.</summary>
    public static Reply Call(string name, object arguments, string? id = null) => new Reply().AndCall(name, arguments, id);

    /// <summary>A call with arguments as they are, whatever that is.</summary>
    public static Reply CallRaw(string name, string arguments, string? id = null) => new Reply().Add(new CallPart(id, name, arguments));

    /// <summary>An answer other than 200.</summary>
    public static Reply Status(int status, string? retryAfter = null) => new Reply().Add(new StatusPart(status, retryAfter));

    /// <summary>More text.</summary>
    public Reply AndSay(params string[] pieces) => Add(new SayPart(pieces));

    /// <summary>Another call.</summary>
    public Reply AndCall(string name, object arguments, string? id = null) =>
        Add(new CallPart(id, name, JsonSerializer.Serialize(arguments)));

    /// <summary>Waits for something before it goes on.</summary>
    public Reply AndWait(Func<CancellationToken, Task> wait) => Add(new WaitPart(wait));

    /// <summary>Goes silent until the other side gives up.</summary>
    public Reply AndHang() => AndWait(ct => Task.Delay(Timeout.Infinite, ct));

    /// <summary>Breaks the connection off.</summary>
    public Reply AndBreak() => Add(new BreakPart());

    /// <summary>Ends the stream as if it were whole, without having said that it is.</summary>
    public Reply AndEndEarly() => Add(new EndPart());

    /// <summary>Sends bytes as they are.</summary>
    public Reply AndRaw(string bytes) => Add(new RawPart(bytes));

    /// <summary>Says what it cost.</summary>
    public Reply Costing(int input, int output)
    {
        Usage = (input, output);
        return this;
    }

    private Reply Add(ReplyPart part)
    {
        _parts.Add(part);
        return this;
    }
}

/// <summary>Something that the double does.</summary>
public abstract record ReplyPart;

/// <summary>Streams text.</summary>
public sealed record SayPart(IReadOnlyList<string> Pieces) : ReplyPart;

/// <summary>Asks for a call.</summary>
public sealed record CallPart(string? Id, string Name, string Arguments) : ReplyPart;

/// <summary>Answers with a status, and with nothing else.</summary>
public sealed record StatusPart(int Status, string? RetryAfter) : ReplyPart;

/// <summary>Waits.</summary>
public sealed record WaitPart(Func<CancellationToken, Task> Wait) : ReplyPart;

/// <summary>Breaks the connection off.</summary>
public sealed record BreakPart : ReplyPart;

/// <summary>Ends the stream without its last event.</summary>
public sealed record EndPart : ReplyPart;

/// <summary>Sends bytes as they are.</summary>
public sealed record RawPart(string Bytes) : ReplyPart;

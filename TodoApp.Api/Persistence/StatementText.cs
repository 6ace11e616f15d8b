using System.Collections.Concurrent;
using System.Globalization;

namespace TodoApp.Api.Persistence;

/// <summary>
/// Puts the text of a statement together. The statements of a process are few, and each is made at every request: it is put
/// together in a buffer of the thread, and a text that was made before is found instead of made again.
/// </summary>
internal ref struct StatementText()
{
    /// <summary>Filters make many statements; what is not kept is made anew.</summary>
    private const int MostKept = 1_000;

    private static readonly ConcurrentDictionary<string, string> s_kept = new();
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_known =
        s_kept.GetAlternateLookup<ReadOnlySpan<char>>();

    private static int s_count;

    [ThreadStatic]
    private static char[]? t_buffer;

    private char[] _buffer = t_buffer ??= new char[4_096];
    private int _length;

    public void Add(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Adds <c>$1</c> and so on.</summary>
    public void AddPlaceholder(int number)
    {
        const int longest = 12;
        Reserve(longest);
        _buffer[_length++] = '$';
        number.TryFormat(_buffer.AsSpan(_length), out var written, provider: CultureInfo.InvariantCulture);
        _length += written;
    }

    public override readonly string ToString()
    {
        var text = _buffer.AsSpan(0, _length);
        if (s_known.TryGetValue(text, out var known))
            return known;

        var made = text.ToString();
        if (Volatile.Read(ref s_count) < MostKept && s_kept.TryAdd(made, made))
            Interlocked.Increment(ref s_count);
        return made;
    }

    private void Reserve(int more)
    {
        if (_length + more > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + more));
    }
}

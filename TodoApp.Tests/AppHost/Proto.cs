using System.Text;

namespace TodoApp.Tests.AppHost;

/// <summary>Reads protobuf by field numbers, without generated classes.</summary>
internal static class Proto
{
    /// <summary>The contents of every length-delimited field of that number.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            // Two kinds have a fixed size, one says its own, and one is a number and nothing else.
            var size = (tag & 7) switch { 1 => 8, 5 => 4, 2 => (int)Number(message, ref at), _ => 0 };
            if ((tag & 7) == 0)
                Number(message, ref at);
            if (tag == (ulong)(field << 3 | 2))
                yield return message[at..(at + size)];
            at += size;
        }
    }

    public static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Messages(message, field).Single());

    /// <summary>A key and its value as text; of other kinds of values the kind is all that is known.</summary>
    public static KeyValuePair<string, string> Attribute(byte[] attribute)
    {
        var value = Messages(attribute, 2).SelectMany(any => Messages(any, 1)).FirstOrDefault();

        return new(Text(attribute, 1), value is null ? "(not text)" : Encoding.UTF8.GetString(value));
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return number;
        }
    }
}

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>One property of iCalendar as it is written (RFC 5545, 3.1).</summary>
/// <param name="Line">The line of the file it begins at.</param>
/// <param name="Name">What it is, in upper case.</param>
/// <param name="Parameters">What goes with its value; names in upper case, values without their quotation marks.</param>
/// <param name="Value">Its value, not unescaped.</param>
internal sealed record ContentLine(int Line, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    private static readonly Dictionary<string, string> s_none = [];

    private const int MostParameters = 50;

    /// <summary>A parameter's value; null when it is not there.</summary>
    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>Reads an unfolded line; null when it is none. One pass: nothing is looked at twice.</summary>
    public static ContentLine? Parse(int number, string text)
    {
        var end = text.AsSpan().IndexOfAny(';', ':');
        if (end <= 0)
            return null;

        var name = text[..end].Trim().ToUpperInvariant();
        if (text[end] == ':')
            return new(number, name, s_none, text[(end + 1)..]);

        var parameters = new Dictionary<string, string>();
        while (end < text.Length && text[end] == ';')
        {
            var equals = text.AsSpan(end).IndexOfAny('=', ':');
            if (equals < 0 || text[end + equals] != '=' || parameters.Count == MostParameters)
                return null;

            var start = end + equals + 1;
            var next = EndOfParameter(text, start);
            if (next < 0)
                return null;

            parameters[text[(end + 1)..(start - 1)].Trim().ToUpperInvariant()] = text[start..next].Replace("\"", "", StringComparison.Ordinal);
            end = next;
        }

        return new(number, name, parameters, text[(end + 1)..]);
    }

    /// <summary>Where a parameter's value ends: at a semicolon or colon outside quotation marks.</summary>
    private static int EndOfParameter(string text, int start)
    {
        var quoted = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && text[i] is ';' or ':')
                return i;
        }

        return -1;
    }
}

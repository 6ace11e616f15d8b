namespace TodoApp.Api.Ordering;

/// <summary>
/// Positions between positions: strings over 0–9A–Za–z, compared byte by byte, read as the digits of a fraction. There
/// is always room between two of them, so moving a row writes that row only.
/// </summary>
internal static class FractionalKey
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int TimeDigits = 10;

    /// <summary>
    /// A key behind every key that was appended before: the time in 100 ns steps, so that appending needs to read
    /// nothing. Ends in the middle digit, which leaves room on both sides.
    /// </summary>
    public static string Append(DateTimeOffset now)
    {
        Span<char> key = stackalloc char[TimeDigits + 1];
        var rest = now.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        for (var i = TimeDigits - 1; i >= 0; i--, rest /= Digits.Length)
            key[i] = Digits[(int)(rest % Digits.Length)];

        key[TimeDigits] = Digits[Digits.Length / 2];
        return new string(key);
    }

    /// <summary>A key behind <paramref name="before"/> and ahead of <paramref name="after"/>.</summary>
    /// <param name="before">The key in front, or null for the top.</param>
    /// <param name="after">The key behind, or null for the end; ignored when it is not behind <paramref name="before"/>.</param>
    public static string Between(string? before, string? after)
    {
        var low = before ?? "";
        var high = after is not null && string.CompareOrdinal(low, after) < 0 ? after : null;
        var key = new System.Text.StringBuilder(low.Length + 1);
        for (var i = 0; ; i++)
        {
            var floor = i < low.Length ? Digits.IndexOf(low[i], StringComparison.Ordinal) : 0;
            var ceiling = high is null ? Digits.Length : i < high.Length ? Digits.IndexOf(high[i], StringComparison.Ordinal) : 0;
            if (ceiling - floor > 1)
                return key.Append(Digits[(floor + ceiling) / 2]).ToString();

            key.Append(Digits[floor]);
            // Once this digit is below the upper bound's, nothing that follows can reach the bound.
            if (ceiling > floor)
                high = null;
        }
    }
}

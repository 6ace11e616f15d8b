using System.Numerics;

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

    /// <summary>Keys at even distances between two bounds, or null when even the shortest are longer than they may be.</summary>
    /// <param name="low">The bound in front, or null for the top.</param>
    /// <param name="high">The bound behind, or null for the end.</param>
    /// <param name="count">How many keys.</param>
    /// <param name="longest">Their greatest length.</param>
    public static IReadOnlyList<string>? Spread(string? low, string? high, int count, int longest)
    {
        // The last digit is the middle one, which leaves room on both sides; the others are counted as a whole number.
        for (var length = 1; length < longest; length++)
        {
            var floor = Number(low ?? "", length);
            var ceiling = high is null ? BigInteger.Pow(Digits.Length, length) : Number(high, length);
            var step = (ceiling - floor) / (count + 1);
            if (step > 0)
                return [.. Enumerable.Range(1, count).Select(i => Text(floor + step * i, length) + Digits[Digits.Length / 2])];
        }

        return null;
    }

    /// <summary>The first digits of a key, as many zeros as are missing behind them.</summary>
    private static BigInteger Number(string key, int length)
    {
        var number = BigInteger.Zero;
        for (var i = 0; i < length; i++)
            number = number * Digits.Length + (i < key.Length ? Digits.IndexOf(key[i], StringComparison.Ordinal) : 0);
        return number;
    }

    private static string Text(BigInteger number, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = length - 1; i >= 0; i--, number /= Digits.Length)
            text[i] = Digits[(int)(number % Digits.Length)];
        return new string(text);
    }
}

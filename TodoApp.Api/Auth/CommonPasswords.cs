namespace TodoApp.Api.Auth;

/// <summary>
/// Tells passwords that attackers try first. Of the long ones nearly all are a common word or two that are decorated
/// (<c>P@ssword2024!</c>) or repeated (<c>iloveyouiloveyou</c>), or runs along the keyboard or the digits, so a list of
/// words and a few rules stand for many thousands of them.
/// </summary>
internal static class CommonPasswords
{
    private const int MostWords = 2;
    private const int MostLength = 64;
    private const string Leet = "01!34@5$7";
    private const string Letters = "oiieaasst";
    private const int LongestUnit = 5;
    private const int ShortestRun = 3;
    private const int LongestNumber = 4;
    private const int Impossible = int.MaxValue / 2;

    private static readonly string[] s_runs =
    [
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm",
        "azertyuiop", "qsdfghjklm", "wxcvbn", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "a1b2c3d4e5f6g7h8i9j0",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujmikolp", "zaq1xsw2cde3vfr4bgt5", "11223344556677889900",
        "147258369", "741852963", "159753", "qweasdzxc", "123qweasdzxc", "!@#$%^&*()",
    ];

    private static readonly HashSet<string> s_words = ReadWords();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_words.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int s_longestWord = s_words.Max(w => w.Length);

    public static bool Contains(string password)
    {
        var unit = Unrepeated(password.ToLowerInvariant());
        return unit.Length <= LongestUnit || (unit.Length <= MostLength && FewestWords(unit) <= MostWords);
    }

    /// <summary>The shortest text that gives the password when it is repeated.</summary>
    private static string Unrepeated(string text)
    {
        var period = Enumerable.Range(1, text.Length).First(p => text.AsSpan(p).SequenceEqual(text.AsSpan(0, text.Length - p)));
        return text[..period];
    }

    /// <summary>How many listed words a text falls into, decoration not counted; too many to count when it does not.</summary>
    private static int FewestWords(string text)
    {
        // Indexed by how much of the text is explained and by whether that ends in a number.
        var words = new int[text.Length + 1, 2];
        for (var i = 1; i <= text.Length; i++)
            words[i, 0] = words[i, 1] = Impossible;
        words[0, 1] = Impossible;

        var plain = Unleet(text);
        for (var start = 0; start < text.Length; start++)
        {
            var best = Math.Min(words[start, 0], words[start, 1]);
            for (var end = start + 1; end <= Math.Min(text.Length, start + s_longestWord); end++)
            {
                if (IsDecoration(text.AsSpan(start, end - start)))
                    words[end, 0] = Math.Min(words[end, 0], best);
                if (s_lookup.Contains(plain.AsSpan(start, end - start)))
                    words[end, 0] = Math.Min(words[end, 0], best + 1);
                if (IsNumber(text, start, end))
                    words[end, 1] = Math.Min(words[end, 1], words[start, 0]);
            }
        }

        return Math.Min(words[text.Length, 0], words[text.Length, 1]);
    }

    /// <summary>Punctuation, one character repeated, or a run along the keyboard, the digits or the alphabet.</summary>
    private static bool IsDecoration(ReadOnlySpan<char> piece) =>
        (piece.Length is 1 && !char.IsLetterOrDigit(piece[0]) && piece[0] < 128)
        || (piece.Length > 1 && piece.IndexOfAnyExcept(piece[0]) < 0)
        || (piece.Length >= ShortestRun && IsRun(piece));

    private static bool IsRun(ReadOnlySpan<char> piece)
    {
        var backwards = piece.ToArray();
        Array.Reverse(backwards);
        foreach (var run in s_runs)
        {
            if (run.AsSpan().Contains(piece, StringComparison.Ordinal) || run.AsSpan().Contains(backwards, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>A whole number as short as a year.</summary>
    private static bool IsNumber(string text, int start, int end) =>
        end - start <= LongestNumber
        && text.AsSpan(start, end - start).IndexOfAnyExceptInRange('0', '9') < 0
        && (end == text.Length || !char.IsAsciiDigit(text[end]));

    private static string Unleet(string text) => string.Create(text.Length, text, static (plain, source) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = Leet.IndexOf(source[i], StringComparison.Ordinal) is >= 0 and var at ? Letters[at] : source[i];
    });

    private static HashSet<string> ReadWords()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("TodoApp.Api.Auth.common-words.txt")
            ?? throw new InvalidOperationException("The list of common words is not in the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
    }
}

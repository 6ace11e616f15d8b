namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Reads the data of a phrasebook.</summary>
internal static class PhrasebookReader
{
    /// <summary>Phrases parted by <c>|</c> or line ends.</summary>
    public static HashSet<string> Phrases(string text) =>
        [.. text.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Lines of <c>value: phrase | phrase</c>.</summary>
    public static Dictionary<string, T> Meanings<T>(string text, Func<string, T> read) => Lines(text)
        .SelectMany(line => Phrases(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..])
            .Select(phrase => (phrase, Value: read(line[..line.IndexOf(':', StringComparison.Ordinal)].Trim()))))
        .ToDictionary(p => p.phrase, p => p.Value);

    /// <summary>Lines of patterns under lines of <c>= Intent</c>.</summary>
    public static Dictionary<Intent, IReadOnlyList<PhrasePattern>> Patterns(string text, IReadOnlyDictionary<string, string> sets)
    {
        var patterns = new Dictionary<Intent, List<PhrasePattern>>();
        var intent = Intent.Note;
        foreach (var line in Lines(text))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                intent = Enum.Parse<Intent>(line[2..]);
                continue;
            }

            if (!patterns.TryGetValue(intent, out var list))
                patterns.Add(intent, list = []);
            list.Add(PhrasePattern.Parse(line, sets));
        }

        return patterns.ToDictionary(p => p.Key, p => (IReadOnlyList<PhrasePattern>)p.Value);
    }

    public static IReadOnlyList<PhrasePattern> Patterns(string text, IReadOnlyDictionary<string, string> sets, string name) =>
        Lines(text) is { Length: > 0 } lines
            ? [.. lines.Select(line => PhrasePattern.Parse(line, sets))]
            : throw new InvalidOperationException($"There are no {name}.");

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using TodoApp.Tests.Support;

namespace TodoApp.Tests.Chat;

/// <summary>A row of <c>phrases/*.tsv</c>: what is said to what there is, and what it does.</summary>
/// <param name="File">Its file, without its ending.</param>
/// <param name="Fixture">What there is before; see <see cref="PhraseFixtures"/>.</param>
/// <param name="Said">Turn by turn.</param>
/// <param name="Expected">The last column, as <see cref="Expectation"/> reads it.</param>
internal sealed record Phrase(string File, string Fixture, IReadOnlyList<string> Said, string Expected)
{
    public static IReadOnlyList<Phrase> Of(string file) =>
    [
        .. System.IO.File.ReadLines(Path.Combine(Repository.Root, "TodoApp.Tests", "Chat", "phrases", file + ".tsv"))
            .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => line.Split('\t'))
            .Select(c => new Phrase(
                file, c[0].Trim(), [.. c[1].Split(" >> ").Select(s => s.Replace("\\n", "\n", StringComparison.Ordinal).Trim())], c[2].Trim())),
    ];
}

/// <summary>What a phrase is to do.</summary>
/// <param name="Consents">Whether a person is to be asked first.</param>
/// <param name="Effects">On the data; all of them.</param>
/// <param name="Shows">What the answer has in it.</param>
/// <param name="Hides">What it has not.</param>
/// <param name="Asks">Whether it asks back.</param>
/// <param name="Cannot">Whether it says that it can't.</param>
internal sealed record Expectation(
    bool Consents, IReadOnlySet<string> Effects, IReadOnlyList<string> Shows, IReadOnlyList<string> Hides, bool Asks, bool Cannot)
{
    public static Expectation Of(string text)
    {
        if (text is "asks" or "cannot" or "nothing")
            return new(false, new HashSet<string>(), [], [], text is "asks", text is "cannot");
        if (text.StartsWith("reads ", StringComparison.Ordinal))
        {
            var parts = text[6..].Split(", ");
            return new(
                false, new HashSet<string>(), [.. parts.Where(p => p[0] != '!')], [.. parts.Where(p => p[0] == '!').Select(p => p[1..])], false, false);
        }

        var consents = text.StartsWith("consent ", StringComparison.Ordinal);
        return new(consents, (consents ? text[8..] : text).Split(" ; ").Select(e => e.Trim()).ToHashSet(), [], [], false, false);
    }
}

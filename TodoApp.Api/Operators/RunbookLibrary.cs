using System.Text.RegularExpressions;
using TodoApp.Contracts;

namespace TodoApp.Api.Operators;

/// <summary>The runbooks of docs/operations/runbooks, as they were when this was built; there may be none.</summary>
/// <param name="runbooks">All of them.</param>
internal sealed partial class RunbookLibrary(IReadOnlyList<Runbook> runbooks)
{
    private const string Folder = "TodoApp.Api.Operators.Runbooks.";
    private const int Shown = 3;

    public RunbookLibrary() : this([.. Embedded()])
    {
    }

    /// <summary>Finds those that fit the name of an alert, or words; without a question, says only which there are.</summary>
    public RunbookList Find(string? question)
    {
        var known = runbooks.Select(r => r.Name).Order(StringComparer.Ordinal).ToList();
        if (string.IsNullOrWhiteSpace(question))
            return new(known, []);

        var words = Words(question).ToHashSet();
        var found = runbooks.Select(r => (Runbook: r, Score: Score(r, question.Trim(), words)))
            .Where(r => r.Score > 0).OrderByDescending(r => r.Score).ThenBy(r => r.Runbook.Name, StringComparer.Ordinal);
        return new(known, [.. found.Take(Shown).Select(r => r.Runbook)]);
    }

    /// <summary>Its name or an alert that it mentions beats its title, and that its text.</summary>
    private static int Score(Runbook runbook, string question, HashSet<string> words)
    {
        if (Joined(runbook.Name) == Joined(question))
            return 10_000;
        if (Alert().IsMatch(question) && Regex.IsMatch(runbook.Text, $@"\b{Regex.Escape(question)}\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
            return 1_000;

        return 10 * Words($"{runbook.Name} {runbook.Title}").Distinct().Count(words.Contains)
            + Words(runbook.Text).Distinct().Count(words.Contains);
    }

    private static string Joined(string text) => string.Concat(Words(text));

    /// <summary>In lower case; names like ApiDown and api-down are two words. Short ones say nothing.</summary>
    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(w => w.Value.ToLowerInvariant()).Where(w => w.Length > 2);

    private static IEnumerable<Runbook> Embedded()
    {
        var assembly = typeof(RunbookLibrary).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return Read(resource[Folder.Length..^".md".Length], reader.ReadToEnd());
        }
    }

    /// <summary>Reads one: its first heading is its title.</summary>
    internal static Runbook Read(string name, string text) =>
        new(name, Heading().Match(text) is { Success: true } heading ? heading.Groups[1].Value.Trim() : name, text);

    [GeneratedRegex(@"^#\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{3,}$")]
    private static partial Regex Alert();
}

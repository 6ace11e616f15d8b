using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>The phrases of <c>quickadd/*.txt</c> and the moment they are said at.</summary>
internal static class QuickAddPhrases
{
    public static DateOnly Today { get; } = new(2026, 11, 20);

    public static TimeOnly Now { get; } = new(10, 0);

    public static ParsedTodo Parse(string text, string language = "en") =>
        QuickAddParser.Parse(text, Today, Now, QuickAddLanguage.ForLocale(language));

    /// <summary>Text and expectation of each row.</summary>
    public static IEnumerable<(string Text, string Expected)> Of(string language) =>
        File.ReadLines(Path.Combine(Repository.Root, "TodoApp.Tests", "Unit", "quickadd", language + ".txt"))
            .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            .Select(Row);

    /// <summary>A result in the columns of the file.</summary>
    public static string Columns(ParsedTodo todo)
    {
        List<string> marks =
        [
            .. todo.Priority == Priority.None ? (string[])[] : ["!" + todo.Priority.ToString().ToLowerInvariant()],
            .. todo.Tags.Select(tag => "#" + tag),
            .. todo.ListName is null ? (string[])[] : ["/" + todo.ListName],
        ];
        var repeat = (todo.RepeatsFromCompletion ? "!" : "") + todo.Recurrence;
        return FormattableString.Invariant(
            $"{todo.Title} | {todo.DueOn:yyyy-MM-dd} | {todo.DueAt:HH:mm} | {repeat} | {string.Join(' ', marks)}");
    }

    /// <summary>One space stands before the first column's bar; any others are part of the text.</summary>
    private static (string Text, string Expected) Row(string line)
    {
        var columns = line.Split('|');
        var expected = Enumerable.Range(1, 5).Select(i => i < columns.Length ? columns[i].Trim() : "");
        return (columns[0].EndsWith(' ') ? columns[0][..^1] : columns[0], string.Join(" | ", expected));
    }
}

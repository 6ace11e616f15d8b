using System.Globalization;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Days, times, recurrences and shifts, in the words of quick add.</summary>
internal static class WhenGrammar
{
    private const int MostShift = 999;

    /// <summary>What a text that is nothing but a day, time or recurrence means; null for any other.</summary>
    public static DueSet? Read(string text, Scene scene)
    {
        if (text.Length is 0 or > 80)
            return null;

        return Whole(text, scene) ?? Leads(scene).Select(lead => Whole($"{lead} {text}", scene)).FirstOrDefault(due => due is not null);
    }

    /// <summary>A day alone.</summary>
    public static DateOnly? Day(string text, Scene scene) =>
        Read(text, scene) is { IsDaySaid: true, Time: null, Recurrence: null } due ? due.Day : null;

    /// <summary>"A week", "2 days".</summary>
    public static DueShifted? Shift(Utterance said, Scene scene)
    {
        var words = Enumerable.Range(0, said.Count).Select(i => said[i].Norm).ToList();
        if (words.Count == 0 || !scene.Book.ShiftUnits.TryGetValue(words[^1], out var unit))
            return null;

        var number = words.Count == 1 ? 1 : Number(words[..^1], scene);
        return number is not { } amount ? null : unit > 0 ? new(unit * amount, 0) : new(0, -unit * amount);
    }

    private static int? Number(List<string> words, Scene scene) =>
        words is [var word]
            ? scene.Book.Numbers.TryGetValue(word, out var number) || scene.Dates.Numbers.TryGetValue(word, out number)
                ? number
                : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= MostShift ? number : null
            : words is [_, "couple", ..] or ["couple", ..] ? 2 : words is [_, _] ? Number([words[1]], scene) : null;

    private static IEnumerable<string> Leads(Scene scene) => [scene.Dates.On.First(), scene.Dates.At.First()];

    private static DueSet? Whole(string text, Scene scene)
    {
        var parsed = QuickAddParser.Parse(text, scene.Today, scene.Now, scene.Dates, _ => false);
        var isMore = parsed.Priority != Priority.None || parsed.Tags.Count > 0 || parsed.DueOn is null || !IsCovered(text, parsed.Spans);
        return isMore
            ? null
            : new DueSet(
                parsed.DueOn!.Value, parsed.Spans.Any(s => s.Kind is QuickAddKind.Due) || parsed.Recurrence is not null,
                parsed.DueAt, parsed.Recurrence, parsed.RepeatsFromCompletion);
    }

    /// <summary>Whether every letter and digit of a text was understood.</summary>
    private static bool IsCovered(string text, IReadOnlyList<QuickAddSpan> spans) =>
        !text.Where((c, i) => char.IsLetterOrDigit(c) && !spans.Any(s => i >= s.Start && i < s.Start + s.Length)).Any();
}

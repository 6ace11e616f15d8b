using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Todos;

/// <summary>How a todo repeats, as it was chosen and typed.</summary>
/// <param name="Choice">One of <see cref="Choices"/>; empty when the form does not ask.</param>
/// <param name="Custom">A rule, or words such as "every 2 weeks", for <see cref="Other"/>.</param>
/// <param name="From">What the next one is counted from: <see cref="FromDue"/> or <see cref="FromCompletion"/>.</param>
public sealed record RepeatInput(string Choice = "", string Custom = "", string From = RepeatInput.FromDue)
{
    /// <summary>Counted from the due day.</summary>
    public const string FromDue = "due";

    /// <summary>Counted from the day it is done.</summary>
    public const string FromCompletion = "completion";

    /// <summary>What is typed decides.</summary>
    public const string Other = "other";

    private const string Never = "none";

    private static readonly (string Value, string Label, string Rule)[] Usual =
    [
        ("daily", "Every day", "FREQ=DAILY"),
        ("weekdays", "Every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("weekly", "Every week", "FREQ=WEEKLY"),
        ("monthly", "Every month on that day", "FREQ=MONTHLY"),
        ("last-day", "Every last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("yearly", "Every year", "FREQ=YEARLY"),
    ];

    /// <summary>What one can choose.</summary>
    public static IReadOnlyList<(string Value, string Label)> Choices { get; } =
        [(Never, "Does not repeat"), .. Usual.Select(usual => (usual.Value, usual.Label)), (Other, "Something else…")];

    /// <summary>How a todo repeats.</summary>
    public static RepeatInput Of(TodoItem todo)
    {
        ArgumentNullException.ThrowIfNull(todo);
        var from = todo.RecurrenceFrom is RecurrenceFrom.Completion ? FromCompletion : FromDue;
        if (todo.Recurrence is not { } rule)
            return new(Never, "", from);

        var usual = Usual.FirstOrDefault(choice => RecurrenceRule.TryParse(rule, out var own, out _) && own == RecurrenceRule.Parse(choice.Rule));
        return usual.Value is null ? new(Other, InWords(rule, todo.DueOn), from) : new(usual.Value, "", from);
    }

    /// <summary>A rule in words, if reading the words gives that very rule again; else the rule itself.</summary>
    private static string InWords(string rule, DateOnly? due)
    {
        var words = RecurrenceText.Of(rule, null, RecurrenceFrom.Due);
        return due is { } day && Understood(words, day)?.Recurrence is { } said && RecurrenceRule.Parse(said) == RecurrenceRule.Parse(rule)
            ? $"{char.ToLowerInvariant(words[0])}{words[1..]}"
            : rule;
    }

    internal static RepeatInput Read(IFormCollection form) =>
        new(form["repeat"].ToString(), form["repeatRule"].ToString().Trim(), form["repeatFrom"].ToString());

    /// <summary>What it means for a todo that is due on a day, or what is wrong with it.</summary>
    internal Repetition? Parse(DateOnly? due, FieldErrors errors)
    {
        if (Choice is "" or Never)
            return Choice.Length == 0 ? null : new(null, RecurrenceFrom.Due);
        if (due is not { } day)
        {
            errors.Add("dueOn", "What repeats needs a day to begin on.");
            return null;
        }

        var from = From == FromCompletion ? RecurrenceFrom.Completion : RecurrenceFrom.Due;
        if (Choice == Other)
            return ParseCustom(day, from, errors);
        if (Usual.FirstOrDefault(choice => choice.Value == Choice).Rule is { } rule)
            return new(rule, from);

        errors.Add("recurrence", "Choose one of the ways to repeat.");
        return null;
    }

    private Repetition? ParseCustom(DateOnly due, RecurrenceFrom from, FieldErrors errors)
    {
        var text = Custom.StartsWith("RRULE:", StringComparison.OrdinalIgnoreCase) ? Custom[6..] : Custom;
        if (text.Length is 0 or > Limits.Recurrence)
        {
            errors.Add("recurrence", $"Say how it repeats, such as “every 2 weeks”, in at most {Limits.Recurrence} characters.");
            return null;
        }

        if (text.Contains('=', StringComparison.Ordinal))
        {
            if (RecurrenceRule.TryParse(text, out var rule, out var flaw))
                return new(rule.ToString(), from);

            errors.Add("recurrence", flaw);
            return null;
        }

        if (Understood(text, due) is not { Recurrence: { } said } words)
        {
            errors.Add("recurrence", "That is no way to repeat that is known here. Try “every 2 weeks” or “every mon and thu”.");
            return null;
        }

        return new(said, words.RepeatsFromCompletion ? RecurrenceFrom.Completion : from);
    }

    /// <summary>What quick add makes of the words, in whichever language they are; null unless they are all about repeating.</summary>
    private static ParsedTodo? Understood(string text, DateOnly due) =>
        new[] { QuickAddLanguage.English, QuickAddLanguage.German }
            .Select(language => QuickAddParser.Parse(text, due, TimeOnly.MinValue, language))
            .FirstOrDefault(parsed => parsed.Recurrence is not null && parsed.Spans is [{ Kind: QuickAddKind.Recurrence, Start: 0 } span] && span.Length == text.Length);
}

/// <summary>How a todo repeats.</summary>
/// <param name="Rule">The rule; null when it does not repeat.</param>
/// <param name="From">What the next one is counted from.</param>
internal sealed record Repetition(string? Rule, RecurrenceFrom From);

using System.Globalization;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>
/// Understands the dates of Todoist, which are words: "every monday at 9am". They are read as of the day of the
/// import. What is not understood whole is not guessed at; it stands in the notes.
/// </summary>
internal sealed class TodoistDates(ForeignFile file, ForeignTodo todo)
{
    private static readonly string[] s_local = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];
    private static readonly string[] s_instant = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public void Take(string date, string language, string zone, string deadline, string deadlineLanguage)
    {
        todo.TimeZone = ZoneOf(zone)?.Id;
        if (date.Length > 0 && !Understand(date, language))
            Keep("Due", date, "it was not understood");
        if (deadline.Length == 0)
            return;

        if (todo.DueOn is not null)
            Keep("Deadline", deadline, "a todo has one due day");
        else if (!Understand(deadline, deadlineLanguage))
            Keep("Deadline", deadline, "it was not understood");
    }

    private void Keep(string label, string text, string reason)
    {
        todo.Remarks.Add((label, text));
        file.Log.Adapt(todo.Line, todo.Title, $"“{label}: {FittedText.Cut(text, 60)}” stands in the notes: {reason}.");
    }

    private TimeZoneInfo? ZoneOf(string zone)
    {
        if (zone.Length == 0)
            return null;

        var found = ZoneNames.Find(zone);
        if (found is null)
            Keep("Time zone", zone, "nobody knows it here");
        return found;
    }

    private bool Understand(string text, string language) => ReadDigits(text) || ReadWords(text, language);

    private bool ReadDigits(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            todo.DueOn = day;
            return true;
        }

        if (DateTime.TryParseExact(text, s_local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            (todo.DueOn, todo.DueAt) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            return true;
        }

        if (!DateTimeOffset.TryParseExact(text, s_instant, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return false;

        var zone = todo.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : file.Context.Zone;
        var there = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        (todo.DueOn, todo.DueAt, todo.TimeZone) = (DateOnly.FromDateTime(there), TimeOnly.FromDateTime(there), zone.Id);
        return true;
    }

    private bool ReadWords(string text, string language)
    {
        if (LanguageOf(language) is not { } words)
            return false;

        var parsed = QuickAddParser.Parse(text, file.Context.Today, file.Context.Now, words);
        if (parsed.DueOn is null || !IsWhole(text, parsed))
            return false;

        (todo.DueOn, todo.DueAt, todo.Recurrence) = (parsed.DueOn, parsed.DueAt, parsed.Recurrence);
        todo.RecurrenceFrom = parsed.RepeatsFromCompletion ? RecurrenceFrom.Completion : RecurrenceFrom.Due;
        return true;
    }

    /// <summary>Whether every word of it was understood, and as a day, a time or a recurrence.</summary>
    private static bool IsWhole(string text, ParsedTodo parsed)
    {
        var (end, rest) = (0, "");
        foreach (var span in parsed.Spans)
        {
            if (span.Kind is not (QuickAddKind.Due or QuickAddKind.Time or QuickAddKind.Recurrence))
                return false;
            rest += text[end..span.Start];
            end = span.Start + span.Length;
        }

        return (rest + text[end..]).All(c => char.IsWhiteSpace(c) || c is ',');
    }

    /// <summary>The language of the account where the file says none; null when there are no words for it.</summary>
    private QuickAddLanguage? LanguageOf(string language) =>
        language.Length == 0 ? QuickAddLanguage.ForLocale(file.Context.Locale)
        : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) || language.StartsWith("de", StringComparison.OrdinalIgnoreCase)
            ? QuickAddLanguage.ForLocale(language)
            : null;
}

namespace TodoApp.Contracts.QuickAdd;

/// <summary>
/// Understands "pay rent every 1st !high #home tomorrow 9am". A pure function: the same text, moment and language give
/// the same todo. It never throws on text; what it does not understand stays in the title.
/// </summary>
public static class QuickAddParser
{
    // Room on both sides, so that no sum leaves the calendar.
    private const int FirstYear = 1900, LastYear = 2900;

    /// <summary>Understands a text.</summary>
    /// <param name="text">What was typed; above <see cref="Limits.QuickAdd"/> characters it is all title.</param>
    /// <param name="today">Today, where the person is; nothing is understood outside the years 1900 to 2900.</param>
    /// <param name="now">The time there.</param>
    /// <param name="language">Whose words to look for.</param>
    /// <param name="knowsList">
    /// Whether there is a list of a name; one there is not stays in the title. All are known when left out.
    /// </param>
    public static ParsedTodo Parse(
        string text, DateOnly today, TimeOnly now, QuickAddLanguage language, Func<string, bool>? knowsList = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        if (text.Length > Limits.QuickAdd || today.Year is < FirstYear or > LastYear)
            return new(text, null, null, Priority.None, [], null, null, false, []);

        var draft = new Draft(Scanner.Scan(text), knowsList ?? (_ => true));
        draft.TakeMarks(language);
        // What is taken out can bring words together that mean something; so that the title has nothing left to find, look again.
        while (draft.TakeReadings(new Sentence(draft.Left, language, today, now)))
        {
        }

        return draft.ToTodo(today, now, language.TwelveHourClock);
    }
}

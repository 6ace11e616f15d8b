namespace TodoApp.Contracts.QuickAdd;

/// <summary>
/// The words of one language, as data. Words are lower case; a key of several words is written with single spaces.
/// A "weak" word is one that also means something else: it counts only where nothing but other understood words follows,
/// beside another day or time, or behind a preposition.
/// </summary>
public sealed record QuickAddLanguage
{
    /// <summary>English.</summary>
    public static QuickAddLanguage English { get; } = EnglishWords.Language;

    /// <summary>German.</summary>
    public static QuickAddLanguage German { get; } = GermanWords.Language;

    /// <summary>The language of a locale such as <c>de-AT</c>; English for those there are no words for.</summary>
    public static QuickAddLanguage ForLocale(string? locale)
    {
        var isGerman = locale is not null
            && (locale.Equals("de", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("de-", StringComparison.OrdinalIgnoreCase));
        if (isGerman)
            return German;

        var isAmerican = locale is null || !locale.Contains('-', StringComparison.Ordinal) || locale.EndsWith("-US", StringComparison.OrdinalIgnoreCase);
        return isAmerican ? English : English with { MonthFirst = false };
    }

    /// <summary>BCP 47 tag.</summary>
    public required string Code { get; init; }

    /// <summary>Whether 1/2 is January 2nd.</summary>
    public bool MonthFirst { get; init; }

    /// <summary>Whether "at 5" without more is in the afternoon.</summary>
    public bool TwelveHourClock { get; init; }

    /// <summary>What ends the number of an ordinal: "th", or a full stop.</summary>
    public required IReadOnlySet<string> OrdinalSuffixes { get; init; }

    /// <summary>Days that are relative to today.</summary>
    public required IReadOnlyDictionary<string, NamedDay> Days { get; init; }

    /// <summary>Days of the week and their abbreviations.</summary>
    public required IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; init; }

    /// <summary>"Mondays": every one of them.</summary>
    public required IReadOnlyDictionary<string, DayOfWeek> PluralWeekdays { get; init; }

    /// <summary>Months, from 1, and their abbreviations.</summary>
    public required IReadOnlyDictionary<string, int> Months { get; init; }

    /// <summary>Days, weekdays and months that also mean something else, and first names.</summary>
    public required IReadOnlySet<string> Weak { get; init; }

    /// <summary>Units of time.</summary>
    public required IReadOnlyDictionary<string, QuickAddUnit> Units { get; init; }

    /// <summary>Numbers in words.</summary>
    public required IReadOnlyDictionary<string, int> Numbers { get; init; }

    /// <summary>Ordinals in words; -1 is the last.</summary>
    public required IReadOnlyDictionary<string, int> Ordinals { get; init; }

    /// <summary>Times of day in words that stand for themselves only at an edge.</summary>
    public required IReadOnlyDictionary<string, TimeOnly> DayParts { get; init; }

    /// <summary>Times of day in phrases that mean nothing else.</summary>
    public required IReadOnlyDictionary<string, TimeOnly> DayPartPhrases { get; init; }

    /// <summary>Parts of today, such as "tonight".</summary>
    public required IReadOnlyDictionary<string, TimeOnly> TodayParts { get; init; }

    /// <summary>What may follow a clock time, and the half of the day it names.</summary>
    public required IReadOnlyDictionary<string, QuickAddHalf> ClockSuffixes { get; init; }

    /// <summary>Recurrences in one word, such as "daily".</summary>
    public required IReadOnlyDictionary<string, string> Adverbs { get; init; }

    /// <summary>Spoken amounts of minutes, such as "half an hour".</summary>
    public required IReadOnlyDictionary<string, int> Minutes { get; init; }

    /// <summary>What an exclamation mark may be followed by.</summary>
    public required IReadOnlyDictionary<string, Priority> Priorities { get; init; }

    /// <summary>"next".</summary>
    public required IReadOnlySet<string> Next { get; init; }

    /// <summary>"this".</summary>
    public required IReadOnlySet<string> This { get; init; }

    /// <summary>Prepositions in front of days.</summary>
    public required IReadOnlySet<string> On { get; init; }

    /// <summary>"for", which goes with a day but says nothing about a weak word behind it.</summary>
    public required IReadOnlySet<string> For { get; init; }

    /// <summary>"from now", as in "two weeks from now".</summary>
    public required IReadOnlySet<string> FromNow { get; init; }

    /// <summary>Prepositions in front of times; a bare number behind one is a time.</summary>
    public required IReadOnlySet<string> At { get; init; }

    /// <summary>"in", as in "in 3 days".</summary>
    public required IReadOnlySet<string> In { get; init; }

    /// <summary>"every".</summary>
    public required IReadOnlySet<string> Every { get; init; }

    /// <summary>"other", as in "every other day".</summary>
    public required IReadOnlySet<string> Other { get; init; }

    /// <summary>"and", between the days of a recurrence, and "or".</summary>
    public required IReadOnlySet<string> And { get; init; }

    /// <summary>"of" and "the", inside dates.</summary>
    public required IReadOnlySet<string> Of { get; init; }

    /// <summary>"until", the end of a recurrence.</summary>
    public required IReadOnlySet<string> Until { get; init; }

    /// <summary>"times", the count of a recurrence.</summary>
    public required IReadOnlySet<string> Times { get; init; }

    /// <summary>Articles: what follows one is a thing, not a day.</summary>
    public required IReadOnlySet<string> Articles { get; init; }

    /// <summary>What stands in front of somebody's name: "call Tom".</summary>
    public required IReadOnlySet<string> NameLeads { get; init; }

    /// <summary>What stands in front of a number that is no date: "chapter 3.4.".</summary>
    public required IReadOnlySet<string> NumberLeads { get; init; }

    /// <summary>What makes a day or time the bound of something longer: "from Monday to Tuesday", "after 6pm".</summary>
    public required IReadOnlySet<string> Bounds { get; init; }

    /// <summary>What can go on after "at 9", where a noun would make it a number of things.</summary>
    public required IReadOnlySet<string> Continuations { get; init; }

    /// <summary>Fixed phrases with a day in them that are no day: "Black Friday".</summary>
    public required IReadOnlyDictionary<string, string> Idioms { get; init; }
}

/// <summary>A day as seen from today.</summary>
public enum NamedDay
{
    /// <summary>Today.</summary>
    Today,

    /// <summary>One day on.</summary>
    Tomorrow,

    /// <summary>Two days on.</summary>
    DayAfterTomorrow,

    /// <summary>Saturday; on a Sunday, that Sunday.</summary>
    Weekend,

    /// <summary>Saturday of the week that starts next Monday.</summary>
    NextWeekend,

    /// <summary>Next Monday.</summary>
    NextWeek,

    /// <summary>The first of the next month.</summary>
    NextMonth,

    /// <summary>The first of January.</summary>
    NextYear,

    /// <summary>The last day of this month.</summary>
    EndOfMonth,
}

/// <summary>A unit of time.</summary>
public enum QuickAddUnit
{
    /// <summary>60 seconds.</summary>
    Minute,

    /// <summary>60 minutes.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A year.</summary>
    Year,

    /// <summary>Monday to Friday.</summary>
    Workday,

    /// <summary>Saturday.</summary>
    WeekendDay,
}

/// <summary>Which half of the day a clock time is in.</summary>
public enum QuickAddHalf
{
    /// <summary>Not said: as on a 24-hour clock.</summary>
    Unsaid,

    /// <summary>Before noon.</summary>
    Morning,

    /// <summary>From noon on.</summary>
    Afternoon,
}

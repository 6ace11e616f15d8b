using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>
/// What a way to say something is about, in the order in which they are tried: those that begin with a verb of their own,
/// then what must not be acted on, then statements, which begin with anything.
/// </summary>
internal enum Intent
{
    Note,
    Tag,
    TagNamed,
    Untag,
    UntagAll,
    ClearDue,
    Remember,
    NewList,
    AddSeveral,
    AddNothing,
    AddNamed,
    Add,
    ShowLists,
    ShowTags,
    Undo,
    History,
    Plan,
    PlanOf,
    Details,
    Search,
    Impossible,
    DeleteUnneeded,
    Negated,
    Advice,
    Restore,
    Reopen,
    ToTop,
    Shift,
    Repeat,
    Schedule,
    SetDue,
    LackingDue,
    Priority,
    PriorityHigh,
    PriorityLow,
    PriorityNone,
    Rename,
    ChangeTo,
    Delete,
    DeleteMarked,
    Complete,
    PutInList,
    MoveToList,
    StatedNegated,
    StatedPriority,
    StatedDue,
    StatedDone,
    News,
}

/// <summary>The words of one language, as data. No code knows a word.</summary>
internal sealed record Phrasebook
{
    /// <summary>BCP 47 tag.</summary>
    public required string Code { get; init; }

    /// <summary>Politeness in front, left out when more follows.</summary>
    public required IReadOnlySet<string> Leads { get; init; }

    /// <summary>Those after which a verb has another form: "would you mind adding".</summary>
    public required IReadOnlySet<string> GerundLeads { get; init; }

    /// <summary>Such forms of verbs.</summary>
    public required IReadOnlyDictionary<string, string> Gerunds { get; init; }

    /// <summary>Politeness behind.</summary>
    public required IReadOnlySet<string> Trails { get; init; }

    /// <summary>In front of a wish: what follows is a command where it is one, else something to add.</summary>
    public required IReadOnlySet<string> Wishes { get; init; }

    /// <summary>Words that make of all behind them something that must not be acted on: "if", "maybe".</summary>
    public required IReadOnlySet<string> Hedges { get; init; }

    /// <summary>What a question begins with.</summary>
    public required IReadOnlySet<string> QuestionWords { get; init; }

    /// <summary>What tells of something rather than names a todo, in front.</summary>
    public required IReadOnlySet<string> Statements { get; init; }

    /// <summary>Whole messages that are a greeting, thanks, a cry for help, or a yes, no, both.</summary>
    public required IReadOnlyDictionary<string, RemarkKind> Remarks { get; init; }

    /// <summary>Whole answers to a question: yes.</summary>
    public required IReadOnlySet<string> Yes { get; init; }

    /// <summary>No, none of them, never mind.</summary>
    public required IReadOnlySet<string> No { get; init; }

    /// <summary>All of them.</summary>
    public required IReadOnlySet<string> All { get; init; }

    /// <summary>The ways to say each thing.</summary>
    public required IReadOnlyDictionary<Intent, IReadOnlyList<PhrasePattern>> Patterns { get; init; }

    /// <summary>What can stand behind a todo that is added: its list, priority, tags.</summary>
    public required IReadOnlyList<PhrasePattern> AddTails { get; init; }

    /// <summary>Words for priorities.</summary>
    public required IReadOnlyDictionary<string, Priority> Priorities { get; init; }

    /// <summary>Articles and the like in front of a title.</summary>
    public required IReadOnlySet<string> Articles { get; init; }

    /// <summary>"todo", "task", in front of a title or behind it.</summary>
    public required IReadOnlySet<string> Nouns { get; init; }

    /// <summary>"about", "called", between such a noun and the title.</summary>
    public required IReadOnlySet<string> NounLinks { get; init; }

    /// <summary>What stands between a todo and its list, and in no list's name.</summary>
    public required IReadOnlySet<string> Prepositions { get; init; }

    /// <summary>"and", between targets.</summary>
    public required IReadOnlySet<string> Joins { get; init; }

    /// <summary>"then", between commands.</summary>
    public required IReadOnlySet<string> Sequels { get; init; }

    /// <summary>Ordinals; negative ones count from the end.</summary>
    public required IReadOnlyDictionary<string, int> Ordinals { get; init; }

    /// <summary>Numbers in words.</summary>
    public required IReadOnlyDictionary<string, int> Numbers { get; init; }

    /// <summary>"it", "that".</summary>
    public required IReadOnlySet<string> It { get; init; }

    /// <summary>"them", "all of these".</summary>
    public required IReadOnlySet<string> Them { get; init; }

    /// <summary>"all", "every", in front of what describes several.</summary>
    public required IReadOnlySet<string> Every { get; init; }

    /// <summary>What the words of a view mean.</summary>
    public required IReadOnlyDictionary<string, ViewWord> ViewWords { get; init; }

    /// <summary>What begins a request to see something.</summary>
    public required IReadOnlySet<string> ViewOpeners { get; init; }

    /// <summary>Those of them that any words may follow: a list, a tag, or something to search for.</summary>
    public required IReadOnlySet<string> ShowOpeners { get; init; }

    /// <summary>Words that say nothing about which todo is meant.</summary>
    public required IReadOnlySet<string> StopWords { get; init; }

    /// <summary>Forms of words that no ending tells: "paid" of "pay".</summary>
    public required IReadOnlyDictionary<string, string> Lemmas { get; init; }

    /// <summary>Endings that make forms of a word, longest first.</summary>
    public required IReadOnlyList<string> Endings { get; init; }

    /// <summary>Units of a shift ("a week"), in days; months are negative.</summary>
    public required IReadOnlyDictionary<string, int> ShiftUnits { get; init; }

    /// <summary>Verbs of commands, for one that is mistyped. None that destroys is among them.</summary>
    public required IReadOnlySet<string> Verbs { get; init; }
}

/// <summary>What a word of a view means.</summary>
internal enum ViewWord
{
    Filler,
    Completed,
    Open,
    Trash,
    Overdue,
    Yesterday,
    ThisWeek,
    NextWeek,
    Weekend,
    ThisMonth,
    NextMonth,
    Soon,
    Priority,
    Before,
    Until,
    After,
    In,
    List,
    Tagged,
    Count,
    Urgent,
    Upcoming,
}

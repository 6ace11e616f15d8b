namespace TodoApp.Contracts;

/// <summary>The bound of every input. Lengths are UTF-16 code units, as <see cref="string.Length"/> counts them.</summary>
public static class Limits
{
    /// <summary>A todo's title.</summary>
    public const int Title = 200;

    /// <summary>A todo's notes (Markdown).</summary>
    public const int Notes = 10_000;

    /// <summary>Tags on one todo.</summary>
    public const int TagsPerTodo = 20;

    /// <summary>A tag's name.</summary>
    public const int TagName = 50;

    /// <summary>A list's name.</summary>
    public const int ListName = 100;

    /// <summary>Lists of one account, archived ones included.</summary>
    public const int Lists = 500;

    /// <summary>Tags of one account.</summary>
    public const int Tags = 1_000;

    /// <summary>An e-mail address (RFC 5321, 4.5.3.1.3: 256 less the angle brackets).</summary>
    public const int Email = 254;

    /// <summary>The shortest password (NIST SP 800-63B asks for at least 8).</summary>
    public const int PasswordMin = 10;

    /// <summary>The longest password, which bounds the work of hashing it.</summary>
    public const int PasswordMax = 128;

    /// <summary>API tokens of one account.</summary>
    public const int ApiTokens = 50;

    /// <summary>Passkeys of one account.</summary>
    public const int Passkeys = 20;

    /// <summary>The opaque state between offering a passkey and using it.</summary>
    public const int PasskeyState = 8_192;

    /// <summary>What an authenticator answers, as JSON.</summary>
    public const int PasskeyCredential = 16_384;

    /// <summary>Sessions of one account; the ones longest unused make room for new ones.</summary>
    public const int Sessions = 100;

    /// <summary>A display name.</summary>
    public const int DisplayName = 100;

    /// <summary>An IANA time zone name.</summary>
    public const int TimeZone = 64;

    /// <summary>A recurrence rule.</summary>
    public const int Recurrence = 200;

    /// <summary>Occurrences that a rule can count to.</summary>
    public const int RecurrenceCount = 9_999;

    /// <summary>A BCP 47 language tag.</summary>
    public const int Locale = 35;

    /// <summary>Text to search for.</summary>
    public const int Search = 200;

    /// <summary>Text to understand as a todo: a title and all that can be said around it.</summary>
    public const int QuickAdd = 500;

    /// <summary>Rows of one page at the most.</summary>
    public const int PageSize = 100;

    /// <summary>Rows of one page when the caller names no limit.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>An opaque page cursor.</summary>
    public const int Cursor = 512;

    /// <summary>The key that orders a todo or list among the others.</summary>
    public const int Position = 64;

    /// <summary>Todos that one batch may change.</summary>
    public const int Batch = 500;

    /// <summary>A request body, in bytes.</summary>
    public const int Body = 64 * 1024;

    /// <summary>The body of an import, in bytes.</summary>
    public const int ImportBody = 10 * 1024 * 1024;

    /// <summary>Todos in one import.</summary>
    public const int ImportTodos = 20_000;

    /// <summary>What the archive of an import may unpack to, in bytes.</summary>
    public const int ImportUnpacked = 4 * ImportBody;

    /// <summary>Notes in the report of an import.</summary>
    public const int ImportNotes = 200;

    /// <summary>Something said to the assistant.</summary>
    public const int ChatMessage = 4_000;

    /// <summary>The assistant's answer, in Markdown.</summary>
    public const int ChatAnswer = 32_000;

    /// <summary>Conversations of one account.</summary>
    public const int Conversations = 1_000;

    /// <summary>Messages of one conversation, answers included.</summary>
    public const int ConversationMessages = 400;

    /// <summary>The signed token of a question that a person has to answer.</summary>
    public const int ConsentToken = 1_024;

    /// <summary>Days that deleted todos and lists stay in the trash.</summary>
    public const int TrashDays = 30;

    /// <summary>Minutes that operators can look back on routes and errors.</summary>
    public const int OperatorMinutes = 30;

    /// <summary>Routes or errors that operators are shown at once.</summary>
    public const int OperatorRows = 100;

    /// <summary>What operators look for in runbooks.</summary>
    public const int RunbookQuestion = 200;
}

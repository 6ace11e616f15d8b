namespace TodoApp.Api.Transfer.Csv;

/// <summary>The columns of our CSV, in their order.</summary>
internal static class CsvColumns
{
    public const string Id = "id";
    public const string Parent = "parent_id";
    public const string List = "list";
    public const string Title = "title";
    public const string Notes = "notes";
    public const string Priority = "priority";
    public const string Tags = "tags";
    public const string DueOn = "due_on";
    public const string DueAt = "due_at";
    public const string TimeZone = "time_zone";
    public const string Recurrence = "recurrence";
    public const string RecurrenceFrom = "recurrence_from";
    public const string OccurrencesDone = "occurrences_done";
    public const string CompletedAt = "completed_at";
    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";

    public static readonly string[] All =
    [
        Id, Parent, List, Title, Notes, Priority, Tags, DueOn, DueAt, TimeZone, Recurrence, RecurrenceFrom, OccurrencesDone,
        CompletedAt, CreatedAt, UpdatedAt,
    ];

    public const string Day = "yyyy-MM-dd";
    public const string Time = "HH:mm:ss.FFFFFFF";
    public const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
}

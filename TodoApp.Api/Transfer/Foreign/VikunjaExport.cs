namespace TodoApp.Api.Transfer.Foreign;

/// <summary>What is read of a project in Vikunja's <c>data.json</c>; members as its Go structures name them.</summary>
internal sealed record VikunjaProject(
    string? Title, string? Description, bool IsArchived, DateTimeOffset? Created, DateTimeOffset? Updated,
    IReadOnlyList<VikunjaProject>? ChildProjects, IReadOnlyList<VikunjaTask>? Tasks);

/// <summary>A task. Instants of the year 1 are Go's way to say that there is none.</summary>
internal sealed record VikunjaTask(
    long Id, string? Title, string? Description, bool Done, DateTimeOffset? DoneAt, DateTimeOffset? DueDate, DateTimeOffset? StartDate,
    DateTimeOffset? EndDate, long RepeatAfter, int RepeatMode, long Priority, double PercentDone, DateTimeOffset? Created,
    DateTimeOffset? Updated, IReadOnlyList<VikunjaLabel>? Labels, IReadOnlyList<VikunjaUser>? Assignees,
    IReadOnlyList<VikunjaComment>? Comments, IReadOnlyList<object?>? Attachments, IReadOnlyList<object?>? Reminders,
    IReadOnlyDictionary<string, IReadOnlyList<VikunjaRelated>?>? RelatedTasks);

/// <summary>A label: a tag.</summary>
internal sealed record VikunjaLabel(string? Title);

/// <summary>Somebody.</summary>
internal sealed record VikunjaUser(string? Username, string? Name);

/// <summary>A comment.</summary>
internal sealed record VikunjaComment(string? Comment);

/// <summary>The other task of a relation.</summary>
internal sealed record VikunjaRelated(long Id, string? Title);

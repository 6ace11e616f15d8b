using TodoApp.Api.Auth;
using TodoApp.Api.Lists;
using TodoApp.Api.Ordering;
using TodoApp.Api.Persistence;
using TodoApp.Api.Tags;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>What the importing account has already.</summary>
/// <param name="InboxId">Where todos of an imported Inbox go.</param>
/// <param name="TimeZone">The zone of due times that have none.</param>
/// <param name="Lists">Its lists by name in lower case, those in the trash left out.</param>
/// <param name="Tags">Names of its tags.</param>
internal sealed record ImportTarget(Guid InboxId, string TimeZone, Dictionary<string, Guid> Lists, HashSet<string> Tags);

/// <summary>
/// Makes rows of an export: fresh ids, today's order, times that are in the past. What the file refers to has been
/// checked by <see cref="ImportFlaws"/>.
/// </summary>
internal sealed class ImportPlan(Caller caller, ImportTarget target, DateTimeOffset now)
{
    private readonly Dictionary<Guid, Guid> _listIds = [];
    private readonly Dictionary<Guid, DateTimeOffset?> _listsInTrash = [];
    private readonly Dictionary<Guid, Guid> _todoIds = [];
    private long _rows;

    public List<TodoList> Lists { get; } = [];

    public List<Tag> Tags { get; } = [];

    /// <summary>Todos that are no part of another; they have to be there before those that are.</summary>
    public List<Todo> Wholes { get; } = [];

    public List<Todo> Parts { get; } = [];

    public void Add(AccountExport file)
    {
        foreach (var list in file.Lists)
            Add(list);
        foreach (var tag in file.Tags)
            Add(tag);
        // Tags that only todos name would be made by the database; made here, they are counted.
        foreach (var name in file.Todos.SelectMany(t => t.Tags ?? []))
            Add(new ExportedTag(name, null, now));
        foreach (var todo in file.Todos)
            _todoIds[todo.Id] = Guid.CreateVersion7(now);
        foreach (var todo in file.Todos)
            (todo.ParentId is null ? Wholes : Parts).Add(Row(todo));
    }

    private void Add(ExportedList list)
    {
        var name = list.Name.Trim();
        var deleted = Past(list.DeletedAt);
        _listsInTrash[list.Id] = deleted;
        if (list.IsInbox)
        {
            _listIds[list.Id] = target.InboxId;
            return;
        }

        if (deleted is null && target.Lists.TryGetValue(name.ToLowerInvariant(), out var existing))
        {
            _listIds[list.Id] = existing;
            return;
        }

        var row = new TodoList
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = caller.Id.Value,
            Name = name,
            Color = list.Color,
            Archived = list.Archived,
            Position = NextPosition(),
            CreatedAt = Past(list.CreatedAt),
            UpdatedAt = Past(list.UpdatedAt),
            DeletedAt = deleted,
            Actor = caller.Actor,
            Turn = caller.Turn,
        };
        Lists.Add(row);
        _listIds[list.Id] = row.Id;
        if (deleted is null)
            target.Lists[name.ToLowerInvariant()] = row.Id;
    }

    private void Add(ExportedTag tag)
    {
        var name = TagName.Normalize(tag.Name);
        if (!target.Tags.Add(name))
            return;

        Tags.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = caller.Id.Value,
            Name = name,
            Color = tag.Color,
            CreatedAt = Past(tag.CreatedAt),
            UpdatedAt = now,
            Actor = caller.Actor,
            Turn = caller.Turn,
        });
    }

    private Todo Row(ExportedTodo todo) => new()
    {
        Id = _todoIds[todo.Id],
        OwnerId = caller.Id.Value,
        ListId = _listIds[todo.ListId],
        ParentId = todo.ParentId is { } parent ? _todoIds[parent] : null,
        Title = todo.Title.Trim(),
        Notes = string.IsNullOrWhiteSpace(todo.Notes) ? null : todo.Notes,
        CompletedAt = Past(todo.CompletedAt),
        Priority = todo.Priority,
        Tags = TodoService.Normalize(todo.Tags),
        DueOn = todo.DueOn,
        DueAt = todo.DueAt,
        TimeZone = todo.DueAt is null ? null : todo.TimeZone ?? target.TimeZone,
        Recurrence = todo.Recurrence is { } rule ? RecurrenceRule.Parse(rule).ToString() : null,
        RecurrenceFrom = todo.Recurrence is null ? RecurrenceFrom.Due : todo.RecurrenceFrom,
        OccurrencesDone = todo.Recurrence is null ? 0 : todo.OccurrencesDone,
        Position = NextPosition(),
        CreatedAt = Past(todo.CreatedAt),
        UpdatedAt = Past(todo.UpdatedAt),
        // A list takes its todos to the trash with it.
        DeletedAt = Past(todo.DeletedAt) ?? _listsInTrash[todo.ListId],
        Actor = caller.Actor,
        Turn = caller.Turn,
    };

    /// <summary>Keeps the order of the file: each position is made for an instant 100 ns behind the last one's.</summary>
    private string NextPosition() => FractionalKey.Append(now.AddTicks(_rows++));

    private DateTimeOffset? Past(DateTimeOffset? claimed) => claimed is { } instant ? Past(instant) : null;

    private DateTimeOffset Past(DateTimeOffset claimed) =>
        claimed > now ? now : claimed < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : claimed.ToDatabaseTime();
}

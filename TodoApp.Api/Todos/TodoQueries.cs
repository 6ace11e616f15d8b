using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Reads todos.</summary>
internal sealed class TodoQueries(TodoDbContext db)
{
    /// <summary>A todo as its owner sees it.</summary>
    public static readonly Expression<Func<Todo, TodoItem>> Item = t => new TodoItem(
        t.Id, t.ListId, t.ParentId, t.Title, t.Notes, t.CompletedAt != null, t.CompletedAt, t.Priority, t.Tags, t.DueOn,
        t.DueAt, t.TimeZone, t.Position, t.CreatedAt, t.UpdatedAt, t.DeletedAt, VersionOf(t.Version),
        t.Recurrence, t.RecurrenceFrom);

    private static readonly Func<Todo, TodoItem> s_toItem = Item.Compile();

    /// <summary>Finds one, in the trash or out of it.</summary>
    public async Task<Outcome<TodoItem>> FindAsync(UserId owner, Guid id, CancellationToken ct) =>
        await db.Todos.Where(t => t.Id == id && t.OwnerId == owner.Value).Select(Item).FirstOrDefaultAsync(ct) is { } item
            ? item
            : Failure.NotFound("todo");

    /// <summary>Lists one page.</summary>
    public async Task<Outcome<Page<TodoItem>>> ListAsync(UserId owner, TodoFilter filter, CancellationToken ct)
    {
        var status = Named<TodoStatus>(filter.Status) ?? TodoStatus.Open;
        var order = filter.Sort ?? DefaultSort(status);
        var descending = order.StartsWith('-');
        var sort = TodoSort.Named(order.TrimStart('-'));
        var limit = filter.Limit ?? Limits.DefaultPageSize;
        if (sort.OnlyFor is { } only && only != status)
            return Failure.Invalid("sort", $"Sorting by {sort.Name} needs status={only.ToString().ToLowerInvariant()}.");

        var todos = Filter(db.Todos.Where(t => t.OwnerId == owner.Value), filter, status);
        if (filter.Cursor is not null)
        {
            if (TodoCursor.Read(filter.Cursor, order) is not { } cursor || !TryGoBehind(ref todos, sort, cursor, descending))
                return new Failure(ProblemCodes.InvalidCursor, "The cursor is not one that this list, in this order, gave.");
        }

        var rows = await sort.Order(todos, descending).Take(limit + 1).Select(Item).ToListAsync(ct);
        return rows.Count <= limit
            ? new Page<TodoItem>(rows, null)
            : new Page<TodoItem>(rows[..limit], new TodoCursor(order, sort.KeyOf(rows[limit - 1]), rows[limit - 1].Id).Write());
    }

    /// <summary>Shows a row that was read or written.</summary>
    public static TodoItem ToItem(Todo todo) => s_toItem(todo);

    internal static string VersionOf(uint version) => version.ToString(CultureInfo.InvariantCulture);

    private static bool TryGoBehind(ref IQueryable<Todo> todos, TodoSort sort, TodoCursor cursor, bool descending)
    {
        try
        {
            todos = sort.Behind(todos, cursor.Key, cursor.Id, descending);
            return true;
        }
        catch (Exception flaw) when (flaw is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The member that goes by a name that validation let through.</summary>
    private static T? Named<T>(string? name) where T : struct, Enum => name is null ? null : Enum.Parse<T>(name, ignoreCase: true);

    private static string DefaultSort(TodoStatus status) => status switch
    {
        TodoStatus.Completed => "-completed",
        TodoStatus.Trash => "-deleted",
        _ => "position",
    };

    private static IQueryable<Todo> Filter(IQueryable<Todo> todos, TodoFilter filter, TodoStatus status)
    {
        todos = status switch
        {
            TodoStatus.Open => todos.Where(t => t.DeletedAt == null && t.CompletedAt == null),
            TodoStatus.Completed => todos.Where(t => t.DeletedAt == null && t.CompletedAt != null),
            TodoStatus.Trash => todos.Where(t => t.DeletedAt != null),
            _ => todos.Where(t => t.DeletedAt == null),
        };
        if (filter.List is { } list)
            todos = todos.Where(t => t.ListId == list);
        if (filter.Tag is { } tag)
        {
            var name = TagName.Normalize(tag);
            todos = todos.Where(t => t.Tags.Contains(name));
        }

        if (Named<Priority>(filter.Priority) is { } priority)
            todos = todos.Where(t => t.Priority == priority);
        return Search(Due(todos, filter), filter.Q);
    }

    /// <summary>Compares <c>due_sort</c>, which is indexed, rather than the day.</summary>
    private static IQueryable<Todo> Due(IQueryable<Todo> todos, TodoFilter filter)
    {
        if (filter.DueFrom is { } from)
        {
            var start = from.ToDateTime(TimeOnly.MinValue);
            todos = todos.Where(t => t.DueSort >= start && t.DueOn != null);
        }

        if (filter.DueTo is { } to && to < DateOnly.MaxValue)
        {
            var end = to.AddDays(1).ToDateTime(TimeOnly.MinValue);
            todos = todos.Where(t => t.DueSort < end);
        }

        return todos;
    }

    private static IQueryable<Todo> Search(IQueryable<Todo> todos, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return todos;

        var escaped = text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        var pattern = $"%{escaped}%";
        return todos.Where(t => EF.Functions.ILike(t.Title, pattern, @"\") || EF.Functions.ILike(t.Notes!, pattern, @"\"));
    }
}

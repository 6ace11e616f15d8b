using System.Globalization;
using System.Linq.Expressions;
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
        await db.QueryAsync($"SELECT {TodoRow.Columns} FROM todos t WHERE t.id = {id} AND t.owner_id = {owner.Value}", TodoRow.Read, ct) is [var item]
            ? item
            : Failure.NotFound("todo");

    /// <summary>Lists one page.</summary>
    public async Task<Outcome<Page<TodoItem>>> ListAsync(UserId owner, TodoFilter filter, CancellationToken ct)
    {
        var status = filter.Status is null ? TodoStatus.Open : Enum.Parse<TodoStatus>(filter.Status, ignoreCase: true);
        var order = filter.Sort ?? DefaultSort(status);
        var descending = order.StartsWith('-');
        var sort = TodoSort.Named(order.TrimStart('-'));
        var limit = filter.Limit ?? Limits.DefaultPageSize;
        if (sort.OnlyFor is { } only && only != status)
            return Failure.Invalid("sort", $"Sorting by {sort.Name} needs status={only.ToString().ToLowerInvariant()}.");

        var query = TodoConditions.Add($"SELECT {TodoRow.Columns} FROM todos t WHERE t.owner_id = {owner.Value}", filter, status);
        if (filter.Cursor is not null && !TryGoBehind(query, sort, TodoCursor.Read(filter.Cursor, order), descending))
            return new Failure(ProblemCodes.InvalidCursor, "The cursor is not one that this list, in this order, gave.");

        var rows = await db.QueryAsync(query.Append($" ORDER BY {sort.Order(descending)} LIMIT {limit + 1}"), TodoRow.Read, ct);
        return rows.Count <= limit
            ? new Page<TodoItem>(rows, null)
            : new Page<TodoItem>(rows[..limit], new TodoCursor(order, sort.KeyOf(rows[limit - 1]), rows[limit - 1].Id).Write());
    }

    /// <summary>Shows a row that was read or written.</summary>
    public static TodoItem ToItem(Todo todo) => s_toItem(todo);

    internal static string VersionOf(uint version) => version.ToString(CultureInfo.InvariantCulture);

    private static bool TryGoBehind(Sql query, TodoSort sort, TodoCursor? cursor, bool descending)
    {
        if (cursor is null)
            return false;

        try
        {
            query.Append($" AND {sort.Behind(cursor.Key, cursor.Id, descending)}");
            return true;
        }
        catch (Exception flaw) when (flaw is FormatException or OverflowException)
        {
            return false;
        }
    }

    private static string DefaultSort(TodoStatus status) => status switch
    {
        TodoStatus.Completed => "-completed",
        TodoStatus.Trash => "-deleted",
        _ => "position",
    };
}

using System.Globalization;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos.Search;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Reads todos.</summary>
internal sealed class TodoQueries(DatabasePool db, TodoSearch search)
{
    /// <summary>Finds one, in the trash or out of it.</summary>
    public async Task<Outcome<TodoItem>> FindAsync(UserId owner, Guid id, CancellationToken ct) =>
        await db.QueryAsync($"SELECT {TodoRow.Columns} FROM todos t WHERE t.id = {id} AND t.owner_id = {owner.Value}", TodoRow.Read, ct) is [var item]
            ? item
            : Failure.NotFound("todo");

    /// <summary>Lists one page.</summary>
    public async Task<Outcome<Page<TodoItem>>> ListAsync(UserId owner, TodoFilter filter, CancellationToken ct)
    {
        var status = filter.Status is null ? TodoStatus.Open : Enum.Parse<TodoStatus>(filter.Status, ignoreCase: true);
        if (SearchText.Of(filter.Q) is { } text)
            return await search.ListAsync(owner, filter, status, text, ct);

        var order = filter.Sort ?? DefaultSort(status);
        if (order.TrimStart('-') == SearchRank.Name)
            return Failure.Invalid("sort", "Sorting by relevance needs q, something to search for.");

        var descending = order.StartsWith('-');
        var sort = TodoSort.Named(order.TrimStart('-'));
        var limit = filter.Limit ?? Limits.DefaultPageSize;
        if (sort.Flaw(status) is { } flaw)
            return flaw;

        var query = TodoConditions.Add($"SELECT {TodoRow.Columns} FROM todos t WHERE t.owner_id = {owner.Value}", filter, status);
        if (filter.Cursor is not null)
        {
            var cursor = TodoCursor.Read(filter.Cursor, order);
            if (cursor is null || sort.Behind(cursor.Key, cursor.Id, descending) is not { } behind)
                return Failure.InvalidCursor;
            query.Append($" AND {behind}");
        }

        var rows = await db.QueryAsync(query.Append($" ORDER BY {sort.Order(descending)}{Sql.Limit(limit + 1)}"), TodoRow.Read, ct);
        return rows.Count <= limit
            ? new Page<TodoItem>(rows, null)
            : new Page<TodoItem>(rows[..limit], new TodoCursor(order, sort.KeyOf(rows[limit - 1]), rows[limit - 1].Id).Write());
    }

    internal static string VersionOf(uint version) => version.ToString(CultureInfo.InvariantCulture);

    private static string DefaultSort(TodoStatus status) => status switch
    {
        TodoStatus.Completed => "-completed",
        TodoStatus.Trash => "-deleted",
        _ => "position",
    };
}

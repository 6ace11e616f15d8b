using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>Turns a filter into conditions; each one that is given narrows the query.</summary>
internal static class TodoConditions
{
    public static Sql Add(Sql query, TodoFilter filter, TodoStatus status)
    {
        query.Append(Status(status));
        if (filter.List is { } list)
            query.Append($" AND t.list_id = {list}");
        if (filter.Tag is { } tag)
            query.Append($" AND t.tags @> ARRAY[{TagName.Normalize(tag)}]");
        if (filter.Priority is { } priority)
            query.Append($" AND t.priority = {(short)Enum.Parse<Priority>(priority, ignoreCase: true)}");

        return Due(query, filter);
    }

    private static Sql Status(TodoStatus status) => status switch
    {
        TodoStatus.Open => $" AND t.deleted_at IS NULL AND t.completed_at IS NULL",
        TodoStatus.Completed => $" AND t.deleted_at IS NULL AND t.completed_at IS NOT NULL",
        TodoStatus.Trash => $" AND t.deleted_at IS NOT NULL",
        _ => $" AND t.deleted_at IS NULL",
    };

    /// <summary>Compares <c>due_sort</c>, which is indexed, rather than the day.</summary>
    private static Sql Due(Sql query, TodoFilter filter)
    {
        if (filter.DueFrom is { } from)
            query.Append($" AND t.due_sort >= {from.ToDateTime(TimeOnly.MinValue)} AND t.due_on IS NOT NULL");
        if (filter.DueTo is { } to && to < DateOnly.MaxValue)
            query.Append($" AND t.due_sort < {to.AddDays(1).ToDateTime(TimeOnly.MinValue)}");
        return query;
    }
}

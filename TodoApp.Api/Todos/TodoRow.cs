using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>A row of <c>todos</c>, as its owner sees it, straight from the wire.</summary>
internal static class TodoRow
{
    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias <c>t</c>.</summary>
    public static readonly Sql Columns = Sql.Text(
        "t.id, t.list_id, t.parent_id, t.title, t.notes, t.completed_at, t.priority, t.tags, t.due_on, t.due_at, t.time_zone, "
        + "t.position, t.created_at, t.updated_at, t.deleted_at, t.xmin, t.recurrence, t.recurrence_from");

    /// <summary>How many <see cref="Columns"/> there are; what a query adds comes behind them.</summary>
    public const int ColumnCount = 18;

    public static TodoItem Read(NpgsqlDataReader row)
    {
        var completed = Value<DateTimeOffset>(row, 5);
        return new(
            row.GetGuid(0), row.GetGuid(1), Value<Guid>(row, 2), row.GetString(3), Text(row, 4), completed is not null, completed,
            (Priority)row.GetInt16(6), row.GetFieldValue<string[]>(7), Value<DateOnly>(row, 8), Value<TimeOnly>(row, 9),
            Text(row, 10), row.GetString(11), row.GetFieldValue<DateTimeOffset>(12), row.GetFieldValue<DateTimeOffset>(13),
            Value<DateTimeOffset>(row, 14), TodoQueries.VersionOf(row.GetFieldValue<uint>(15)), Text(row, 16),
            (RecurrenceFrom)row.GetInt16(17));
    }

    private static T? Value<T>(NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

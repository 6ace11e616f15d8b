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

    /// <summary>What its owner does not see of it.</summary>
    public static readonly Sql Bookkeeping = Sql.Text("t.owner_id, t.occurrences_done, t.actor, t.turn");

    public static TodoItem Read(NpgsqlDataReader row)
    {
        var completed = row.GetValue<DateTimeOffset>(5);
        return new(
            row.GetGuid(0), row.GetGuid(1), row.GetValue<Guid>(2), row.GetString(3), row.GetText(4), completed is not null, completed,
            (Priority)row.GetInt16(6), row.GetFieldValue<string[]>(7), row.GetValue<DateOnly>(8), row.GetValue<TimeOnly>(9),
            row.GetText(10), row.GetString(11), row.GetFieldValue<DateTimeOffset>(12), row.GetFieldValue<DateTimeOffset>(13),
            row.GetValue<DateTimeOffset>(14), TodoQueries.VersionOf(row.GetFieldValue<uint>(15)), row.GetText(16),
            (RecurrenceFrom)row.GetInt16(17));
    }

    /// <summary>Reads <see cref="Columns"/> and then <see cref="Bookkeeping"/>.</summary>
    public static Todo ReadWhole(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ListId = row.GetGuid(1),
        ParentId = row.GetValue<Guid>(2),
        Title = row.GetString(3),
        Notes = row.GetText(4),
        CompletedAt = row.GetValue<DateTimeOffset>(5),
        Priority = (Priority)row.GetInt16(6),
        Tags = row.GetFieldValue<string[]>(7),
        DueOn = row.GetValue<DateOnly>(8),
        DueAt = row.GetValue<TimeOnly>(9),
        TimeZone = row.GetText(10),
        Position = row.GetString(11),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(12),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(13),
        DeletedAt = row.GetValue<DateTimeOffset>(14),
        Version = row.GetFieldValue<uint>(15),
        Recurrence = row.GetText(16),
        RecurrenceFrom = (RecurrenceFrom)row.GetInt16(17),
        OwnerId = row.GetGuid(ColumnCount),
        OccurrencesDone = row.GetInt32(ColumnCount + 1),
        Actor = row.GetString(ColumnCount + 2),
        Turn = row.GetGuid(ColumnCount + 3),
    };
}

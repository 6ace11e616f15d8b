using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>Reads columns that may be null.</summary>
internal static class NullableColumns
{
    public static string? GetText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static T? GetValue<T>(this NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}

using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>Runs statements on a connection, or on that of a context, in its transaction if one is open.</summary>
internal static class SqlExecution
{
    /// <summary>Runs a statement and reads every row; the statement bounds how many there are.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection, Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Runs a statement that gives no rows back, and says how many it wrote.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, Sql sql, CancellationToken ct)
    {
        await using var command = sql.On(connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc cref="QueryAsync{T}(NpgsqlConnection, Sql, Func{NpgsqlDataReader, T}, CancellationToken)" />
    public static Task<List<T>> QueryAsync<T>(this TodoDbContext db, Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct) =>
        db.WithConnectionAsync(connection => connection.QueryAsync(sql, read, ct), ct);

    /// <inheritdoc cref="ExecuteAsync(NpgsqlConnection, Sql, CancellationToken)" />
    public static Task<int> ExecuteAsync(this TodoDbContext db, Sql sql, CancellationToken ct) =>
        db.WithConnectionAsync(connection => connection.ExecuteAsync(sql, ct), ct);

    private static async Task<T> WithConnectionAsync<T>(this TodoDbContext db, Func<NpgsqlConnection, Task<T>> use, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return await use((NpgsqlConnection)db.Database.GetDbConnection());
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

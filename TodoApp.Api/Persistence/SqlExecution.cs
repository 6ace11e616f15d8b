using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>Runs statements on the context's connection, in its transaction if one is open.</summary>
internal static class SqlExecution
{
    /// <summary>Runs a statement and reads every row; the statement bounds how many there are.</summary>
    public static async Task<List<T>> QueryAsync<T>(this TodoDbContext db, Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = sql.On((NpgsqlConnection)db.Database.GetDbConnection());
            return await command.ReadAsync(read, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Runs a statement that gives no rows back, and says how many it wrote.</summary>
    public static async Task<int> ExecuteAsync(this TodoDbContext db, Sql sql, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = sql.On((NpgsqlConnection)db.Database.GetDbConnection());
            return await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Reads every row.</summary>
    public static async Task<List<T>> ReadAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }
}

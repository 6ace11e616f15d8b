using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>
/// Runs statements, each on its own and outside any transaction, on the pool that the contexts use too. It needs nothing of
/// EF Core, whose making is a third of what the first answer of a process costs, and a fifth of its memory.
/// </summary>
/// <param name="connectionString">The one of the contexts; pools go by it.</param>
internal sealed class DatabasePool(string connectionString)
{
    /// <summary>Runs a statement and reads every row; the statement bounds how many there are.</summary>
    public async Task<List<T>> QueryAsync<T>(Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return await connection.QueryAsync(sql, read, ct);
    }

    /// <summary>Runs a statement that gives no rows back.</summary>
    /// <returns>How many rows it wrote.</returns>
    public async Task<int> ExecuteAsync(Sql sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return await connection.ExecuteAsync(sql, ct);
    }
}

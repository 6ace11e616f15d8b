using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>Runs statements that only read, each on its own and outside any transaction.</summary>
internal sealed class DatabaseReader(DatabasePool pool)
{
    /// <summary>Runs a statement and reads every row; the statement bounds how many there are.</summary>
    public Task<List<T>> QueryAsync<T>(Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct) => pool.QueryAsync(sql, read, ct);
}

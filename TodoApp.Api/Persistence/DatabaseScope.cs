using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>
/// The database as one request has it. A write that is a single statement, as nearly all are, needs no context, and so none is
/// made for it; where a transaction has been begun, the statement is part of it.
/// </summary>
internal sealed class DatabaseScope(DatabasePool pool, IServiceProvider services)
{
    private TodoDbContext? _inUse;

    /// <summary>The request's context.</summary>
    public TodoDbContext Context => _inUse ?? services.GetRequiredService<TodoDbContext>();

    /// <summary>Told by the registration of the context, so that no transaction on it goes unnoticed.</summary>
    internal TodoDbContext Use(TodoDbContext context) => _inUse = context;

    /// <summary>Runs a statement, in the transaction if there is one, and reads every row; the statement bounds how many there are.</summary>
    public Task<List<T>> QueryAsync<T>(Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken ct) =>
        _inUse?.Database.CurrentTransaction is null ? pool.QueryAsync(sql, read, ct) : _inUse.QueryAsync(sql, read, ct);

    /// <summary>Runs a statement that gives no rows back, in the transaction if there is one.</summary>
    /// <returns>How many rows it wrote.</returns>
    public Task<int> ExecuteAsync(Sql sql, CancellationToken ct) =>
        _inUse?.Database.CurrentTransaction is null ? pool.ExecuteAsync(sql, ct) : _inUse.ExecuteAsync(sql, ct);
}

using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>
/// Brings the database up to date and sees to the application's role, then ends. Runs as the owner of the database,
/// once for each deployment and never in a replica, so that the role that serves requests cannot change the schema.
/// </summary>
internal sealed partial class DatabaseMigrator(
    TodoDbContext db, IConfiguration configuration, ILogger<DatabaseMigrator> logger)
{
    /// <summary>The role the API serves as.</summary>
    public const string AppRole = "todo_app";

    /// <summary>
    /// A statement that changes a table waits until nobody uses it, and everybody who comes later waits behind it. So it gives
    /// up soon and is tried again, rather than to hold up the traffic.
    /// </summary>
    private const string LockTimeout = "SET lock_timeout = '1s'";

    /// <summary>
    /// EF Core lets go of its own lock after each migration, and whoever gets it then and whoever had it would both do the next.
    /// </summary>
    private const string Lock = "SELECT pg_advisory_lock(7264001)";

    private const string Unlock = "SELECT pg_advisory_unlock(7264001)";

    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DatabaseMigrator>();
        builder.Services.AddSingleton<MigrationRun>();
        await using var host = builder.Build();
        return await host.Services.GetRequiredService<MigrationRun>().RunAsync();
    }

    public async Task MigrateAsync(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await ExecuteAsync(LockTimeout, ct);
        await ExecuteAsync(Lock, ct);
        try
        {
            await MigrateAloneAsync(ct);
        }
        finally
        {
            // Where the connection has gone, so has the lock.
            if (db.Database.GetDbConnection().State is ConnectionState.Open)
                await ExecuteAsync(Unlock, CancellationToken.None);
        }
    }

    private async Task MigrateAloneAsync(CancellationToken ct)
    {
        // Before the migrations, so that what they create belongs to the role from the moment that it is there.
        await InTransactionAsync(PrepareRoleAsync, ct);
        // Asking a database without this table for its migrations would leave an error in PostgreSQL's log.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.MigrateAsync(ct);
        await InTransactionAsync(GrantAsync, ct);
        Migrated(pending);
    }

    private string? AppPassword => configuration["Database:AppPassword"] is { Length: > 0 } password ? password : null;

    private async Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (AppPassword is null)
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await work(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Creates the application's role when a password for it is configured.</summary>
    private async Task PrepareRoleAsync(CancellationToken ct)
    {
        var role = await db.Database
            .SqlQuery<string>($"SELECT format('%I LOGIN PASSWORD %L', {AppRole}, {AppPassword}) AS \"Value\"").SingleAsync(ct);
        var exists = await db.Database
            .SqlQuery<bool>($"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = {AppRole}) AS \"Value\"").SingleAsync(ct);
        await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{(exists ? "ALTER" : "CREATE")} ROLE {role}"), ct);
        await ExecuteAsync(Role, ct);
    }

    /// <summary>Grants it data access only.</summary>
    private Task GrantAsync(CancellationToken ct) => ExecuteAsync(Grants, ct);

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        await command.ExecuteNonQueryAsync(ct);
    }

    private const string Role = $"""
        GRANT USAGE ON SCHEMA public TO {AppRole};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {AppRole};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {AppRole};
        ALTER ROLE {AppRole} SET statement_timeout = '10s';
        ALTER ROLE {AppRole} SET lock_timeout = '5s';
        ALTER ROLE {AppRole} SET idle_in_transaction_session_timeout = '30s';
        """;

    private const string Grants = $"""
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {AppRole};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {AppRole};
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON journal, journal_starts FROM {AppRole};
        REVOKE INSERT, UPDATE, DELETE ON "__EFMigrationsHistory" FROM {AppRole};
        ALTER ROLE {AppRole} SET pg_trgm.word_similarity_threshold = 0.4;
        """;

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is up to date; {Count} migrations were applied")]
    private partial void Migrated(int count);
}

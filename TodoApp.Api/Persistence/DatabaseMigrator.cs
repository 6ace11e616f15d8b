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

    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DatabaseMigrator>();
        await using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(deadline.Token);
        return 0;
    }

    public async Task MigrateAsync(CancellationToken ct)
    {
        // Asking a database without this table for its migrations would leave an error in PostgreSQL's log.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.MigrateAsync(ct);
        await GrantAsync(ct);
        Migrated(pending);
    }

    /// <summary>Creates the application's role when a password for it is configured, and grants it data access only.</summary>
    private async Task GrantAsync(CancellationToken ct)
    {
        if (configuration["Database:AppPassword"] is not { Length: > 0 } password)
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two migrators at once would trip over each other's ALTER ROLE.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7264001)", ct);
        var role = await db.Database
            .SqlQuery<string>($"SELECT format('%I LOGIN PASSWORD %L', {AppRole}, {password}) AS \"Value\"").SingleAsync(ct);
        var exists = await db.Database
            .SqlQuery<bool>($"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = {AppRole}) AS \"Value\"").SingleAsync(ct);
        await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{(exists ? "ALTER" : "CREATE")} ROLE {role}"), ct);
        await ExecuteAsync(Grants, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        await command.ExecuteNonQueryAsync(ct);
    }

    private const string Grants = $"""
        GRANT USAGE ON SCHEMA public TO {AppRole};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {AppRole};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {AppRole};
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON journal FROM {AppRole};
        REVOKE INSERT, UPDATE, DELETE ON "__EFMigrationsHistory" FROM {AppRole};
        ALTER ROLE {AppRole} SET pg_trgm.word_similarity_threshold = 0.4;
        ALTER ROLE {AppRole} SET statement_timeout = '10s';
        ALTER ROLE {AppRole} SET lock_timeout = '5s';
        ALTER ROLE {AppRole} SET idle_in_transaction_session_timeout = '30s';
        """;

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is up to date; {Count} migrations were applied")]
    private partial void Migrated(int count);
}

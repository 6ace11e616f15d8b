using System.Globalization;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Tests.Support;

namespace TodoApp.Benchmarks.Stage;

/// <summary>
/// A PostgreSQL of its own with the seed in it twice: as the product has it, and bare, without the triggers that write
/// the journal, for the peers that do without one.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const string AppPassword = "app-role-for-benchmarks";

    /// <summary>The product's database.</summary>
    public const string Full = "todo";

    /// <summary>The peers' database.</summary>
    public const string Bare = "bare";

    private readonly string _folder = Directory.CreateTempSubdirectory("todoapp-bench-").FullName;
    private PostgresProcess? _process;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = PostgresProcess.FreePort();

    public async Task StartAsync()
    {
        // Commits reach the disk, as anywhere a server keeps what people entrust to it.
        _process = await PostgresProcess.StartAsync(_folder, Port, ["fsync=on", "shared_buffers=512MB", "max_wal_size=4GB"]);
        await ExecuteAsync($"CREATE DATABASE {Full}", "postgres");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:tododb"] = Connection(Full, PostgresProcess.Owner, PostgresProcess.OwnerPassword) + ";Pooling=false",
            ["Database:AppPassword"] = AppPassword,
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.AddDatabase();
        if (await DatabaseMigrator.RunAsync(builder) != MigrationRun.Done)
            throw new InvalidOperationException("The database was not migrated; the log says why.");
        await ExecuteAsync(Seed.Sql(), Full);
        await ExecuteAsync($"CREATE DATABASE {Bare} TEMPLATE {Full}", "postgres");
        await ExecuteAsync("ALTER TABLE todos DISABLE TRIGGER USER;\nVACUUM ANALYZE", Bare);
    }

    /// <summary>Connects as the role that serves requests.</summary>
    public string AppConnection(string database) => Connection(database, DatabaseMigrator.AppRole, AppPassword);

    /// <summary>The servers' processes, to count their CPU time.</summary>
    public CpuClock Cpu() => CpuClock.OfTree(
        _process?.Id ?? throw new InvalidOperationException("PostgreSQL has not been started."));

    public async Task ExecuteAsync(string sql, string database)
    {
        await using var connection = new NpgsqlConnection(Connection(database, PostgresProcess.Owner, PostgresProcess.OwnerPassword) + ";Pooling=false;Command Timeout=300");
        await connection.OpenAsync();
        // One statement at a time: VACUUM must not stand in a transaction with others.
        foreach (var statement in sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Connection(string database, string user, string password) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Password={password}");
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Tests.Support;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace TodoApp.Tests.Support;

/// <summary>
/// One real PostgreSQL for the whole run, on loopback, in a folder of its own, with a migrated template from which
/// each test class clones its database in about 50 ms.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string Template = "todo_template";
    internal const string AppPassword = "app-role-for-tests";
    private readonly string _folder = Directory.CreateTempSubdirectory("todoapp-tests-").FullName;
    private readonly SemaphoreSlim _cloning = new(1);
    private PostgresProcess? _process;
    private int _databases;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = PostgresProcess.FreePort();

    /// <summary>Starts the server and migrates the template.</summary>
    public async ValueTask InitializeAsync()
    {
        _process = await PostgresProcess.StartAsync(_folder, Port);
        await ExecuteAsync($"CREATE DATABASE {Template}");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:tododb"] = OwnerConnection(Template, pooling: false),
            ["Database:AppPassword"] = AppPassword,
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.AddDatabase();
        if (await DatabaseMigrator.RunAsync(builder) != MigrationRun.Done)
            throw new InvalidOperationException("The database was not migrated; the log says why.");
    }

    /// <summary>Clones the template.</summary>
    /// <returns>The name of the new database.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"todo_{Interlocked.Increment(ref _databases)}");
        await _cloning.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        }
        finally
        {
            _cloning.Release();
        }

        return name;
    }

    /// <summary>Creates a database that nobody has migrated.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"todo_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Connects as the role the API serves as.</summary>
    public string AppConnection(string database) => Connection(database, DatabaseMigrator.AppRole, AppPassword, true);

    /// <summary>Connects as the owner, who may do anything.</summary>
    public string OwnerConnection(string database, bool pooling = true) =>
        Connection(database, PostgresProcess.Owner, PostgresProcess.OwnerPassword, pooling);

    /// <summary>Runs a statement as the owner, in the maintenance database unless another is named.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(OwnerConnection(database, pooling: false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes the server away in an orderly manner; its data stay.</summary>
    public async Task StopAsync() => await Running.DisposeAsync();

    /// <summary>Ends the server as a power cut would; its data stay.</summary>
    public Task KillAsync() => Running.KillAsync();

    /// <summary>Brings the server back on the same port and data.</summary>
    public async Task StartAsync() => _process = await PostgresProcess.StartExistingAsync(_folder, Port);

    /// <summary>Stops the server and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _cloning.Dispose();
    }

    private PostgresProcess Running => _process ?? throw new InvalidOperationException("PostgreSQL has not been started.");

    private string Connection(string database, string user, string password, bool pooling) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = user,
            Password = password,
            Pooling = pooling,
            // Pools outlive the hosts that opened them; without this a fast run fills the server with idle connections.
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
}

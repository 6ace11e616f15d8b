using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>The scripts of manifests/helm/todo/files/database, on a real PostgreSQL, with a folder for dumps.</summary>
internal sealed class DatabaseScripts(PostgresCluster postgres, string database) : IDisposable
{
    /// <summary>Where dumps go.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("todoapp-dumps-").FullName;

    /// <summary>Makes a dump.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> BackUpAsync(int days = 14) =>
        (await RunAsync("backup.sh", Folder, days.ToString(CultureInfo.InvariantCulture))).Expect().TrimEnd();

    /// <summary>Makes a dump before something changes.</summary>
    public Task<ToolResult> BackUpBeforeAsync(string reason) => BashAsync(byUrl: false, [PathOf("backup.sh"), Folder], reason);

    /// <summary>Runs a step of a restore.</summary>
    public Task<ToolResult> RestoreAsync(params string[] words) => RunAsync("restore.sh", words);

    /// <summary>Prepares a dump and puts it in place.</summary>
    public async Task RestoreInPlaceAsync(string dump)
    {
        var prepared = (await RestoreAsync("prepare", dump)).Expect().TrimEnd();
        (await RestoreAsync("swap", prepared)).Expect();
    }

    /// <summary>The databases of the server that restores have made, by what comes behind the served one's name.</summary>
    public async Task<IReadOnlyList<string>> BesideAsync() =>
        [.. (await LinesAsync($"SELECT datname FROM pg_database WHERE datname ~ '^{database}_(before|restored)_' ORDER BY 1", "postgres"))
            .Select(name => name[(database.Length + 1)..].Split('_')[0])];

    /// <summary>Every row of every table but where journals begin, which a restore says anew; and all that keeps rows right.</summary>
    public Task<IReadOnlyList<string>> ContentAsync() => LinesAsync("""
        SELECT format('%s %s', c.relname, (xpath('/row/r/text()', query_to_xml(format(
                   'SELECT count(*) || '' '' || md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '''')) AS r FROM %s t',
                   c.oid::regclass), false, true, '')))[1])
        FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'journal_starts'
        UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT format('%s %s', relname, relacl) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        ORDER BY 1
        """, database);

    /// <summary>Damages the served database.</summary>
    public Task ExecuteAsync(string sql) => postgres.ExecuteAsync(sql, database);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs one of the scripts by libpq's environment, or by a URL when that is asked for.</summary>
    public Task<ToolResult> RunAsync(string script, params string[] words) => RunAsync(byUrl: false, script, words);

    /// <summary>Runs one of the scripts by libpq's environment, or by a URL.</summary>
    public Task<ToolResult> RunAsync(bool byUrl, string script, params string[] words) =>
        BashAsync(byUrl, [PathOf(script), .. words]);

    /// <summary>Runs a script as it stands in a pod's command, with another folder for dumps.</summary>
    public Task<ToolResult> RunCommandAsync(string command) =>
        BashAsync(byUrl: false, ["-c", command.Replace("/backups", Folder, StringComparison.Ordinal)]);

    private static string PathOf(string script) => Checkout.Full($"manifests/helm/todo/files/database/{script}");

    private Task<ToolResult> BashAsync(bool byUrl, string[] arguments, string reason = "")
    {
        var start = new ProcessStartInfo("bash", arguments);
        var owner = new NpgsqlConnectionStringBuilder(postgres.OwnerConnection(database));
        // Programs as new as the server: what is first on this machine's PATH may be older.
        start.Environment["PATH"] = $"{Path.GetDirectoryName(PostgresBinaries.Find("pg_restore"))}:/usr/bin:/bin";
        start.Environment["DATABASE"] = database;
        start.Environment["REASON"] = reason;
        start.Environment["PGPASSWORD"] = owner.Password;
        if (byUrl)
        {
            start.Environment["DATABASE_URL"] = $"postgresql://{owner.Username}@{owner.Host}:{owner.Port}/postgres?sslmode=disable";
        }
        else
        {
            start.Environment["PGHOST"] = owner.Host;
            start.Environment["PGPORT"] = $"{owner.Port}";
            start.Environment["PGUSER"] = owner.Username;
        }

        return Tool.RunAsync(start);
    }

    private async Task<IReadOnlyList<string>> LinesAsync(string sql, string where)
    {
        await using var connection = new NpgsqlConnection(postgres.OwnerConnection(where, pooling: false));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(reader.GetString(0));

        return lines;
    }
}

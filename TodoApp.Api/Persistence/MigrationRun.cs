using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Persistence;

/// <summary>
/// The migration as a process that ends: it waits for a database that is not up yet, tries again when traffic holds what it
/// wants to change, and says in one line why it could not do it.
/// </summary>
internal sealed partial class MigrationRun(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<MigrationRun> logger)
{
    /// <summary>The schema is as new as this build.</summary>
    public const int Done = 0;

    /// <summary>A migration failed and was taken back; trying again without changing something will not help.</summary>
    public const int Failed = 1;

    /// <summary>The database could not be reached, or did not let go in time: try again (EX_TEMPFAIL of sysexits.h).</summary>
    public const int TryAgain = 75;

    /// <summary>The settings or the rights of the role are wrong (EX_CONFIG of sysexits.h).</summary>
    public const int Misconfigured = 78;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync()
    {
        if (DatabaseRegistration.ConnectionString(configuration) is null)
            return End(Misconfigured, $"ConnectionStrings:{ResourceNames.Database} is missing");

        using var deadline = new CancellationTokenSource(s_longest);
        var (clock, said) = (Stopwatch.StartNew(), "");
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(deadline.Token);
                return Done;
            }
            catch (Exception flaw)
            {
                if (MayPass(flaw) is not { } patience || clock.Elapsed > patience)
                    return End(flaw);
                // A database that starts says the same for seconds.
                if (said != Told(flaw))
                    Waiting(said = Told(flaw));
            }

            await Task.Delay(s_pause);
        }
    }

    /// <summary>How long it may last; null for what does not pass by itself.</summary>
    private TimeSpan? MayPass(Exception flaw) => Cause(flaw) switch
    {
        // Somebody holds a lock, another migration for example: all the time there is.
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } => s_longest,
        PostgresException { SqlState: var state } when IsAway(state) => configuration.GetValue("Database:MigrationPatience", TimeSpan.FromMinutes(2)),
        PostgresException => null,
        NpgsqlException or SocketException or TimeoutException => configuration.GetValue("Database:MigrationPatience", TimeSpan.FromMinutes(2)),
        _ => null,
    };

    /// <summary>Starting, stopping, full, or without the database that will be created in a moment.</summary>
    private static bool IsAway(string state) =>
        state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("08", StringComparison.Ordinal) || state is PostgresErrorCodes.InvalidCatalogName;

    private int End(Exception flaw)
    {
        switch (Cause(flaw))
        {
            case PostgresException { SqlState: "28P01" or "28000" or PostgresErrorCodes.InsufficientPrivilege }:
                return End(Misconfigured, Told(flaw));
            case OperationCanceledException:
            case var cause when MayPass(cause) is not null:
                return End(TryAgain, Told(flaw));
            case PostgresException:
                return End(Failed, Told(flaw));
            default:
                Bug(flaw);
                return Failed;
        }
    }

    private int End(int code, string reason)
    {
        NotMigrated(reason);
        return code;
    }

    private static Exception Cause(Exception flaw)
    {
        for (var cause = flaw; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException or SocketException or OperationCanceledException)
                return cause;
        }

        return flaw is not NpgsqlException && flaw.InnerException is NpgsqlException inner ? inner : flaw;
    }

    /// <summary>One line, without PostgreSQL's detail: it may quote rows.</summary>
    private static string Told(Exception flaw) => Cause(flaw) switch
    {
        PostgresException refused => $"{refused.SqlState}: {refused.MessageText}",
        OperationCanceledException => $"it did not come to an end within {s_longest.TotalMinutes:0} minutes",
        var other => other.Message.ReplaceLineEndings(" "),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The migration waits: {Reason}")]
    private partial void Waiting(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database was not migrated: {Reason}")]
    private partial void NotMigrated(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The migration broke")]
    private partial void Bug(Exception bug);
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TodoApp.Api.Persistence;

/// <summary>How a database stands to the migrations of this build.</summary>
/// <param name="Applied">Those that the database has, in order.</param>
/// <param name="Missing">Those of this build that it has not, in order.</param>
/// <param name="Ahead">Those that it has and this build does not know: a newer version was here, which is fine.</param>
internal sealed record SchemaState(IReadOnlyList<string> Applied, IReadOnlyList<string> Missing, IReadOnlyList<string> Ahead)
{
    public bool IsNewEnough => Missing.Count == 0;
}

/// <summary>
/// Knows whether the database's schema is at least as new as this build needs. A schema only ever grows while replicas
/// run (docs/decisions/0015-schema-changes.md), so that once it was new enough it is not asked again.
/// </summary>
/// <param name="database">Where it is asked.</param>
/// <param name="known">The migrations of this build, in order.</param>
internal sealed class Schema(DatabasePool database, IReadOnlyList<string> known)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private volatile bool _wasNewEnough;

    public bool WasNewEnough => _wasNewEnough;

    /// <summary>Asks the database, whatever is known already.</summary>
    public async Task<SchemaState> ReadAsync(CancellationToken ct)
    {
        var applied = await HasHistoryAsync(ct) ? await AppliedAsync(ct) : [];
        var state = new SchemaState(applied, [.. known.Except(applied)], [.. applied.Except(known)]);
        if (state.IsNewEnough)
            _wasNewEnough = true;
        return state;
    }

    /// <summary>Whether it is new enough; a database that is away is not.</summary>
    public async ValueTask<bool> IsNewEnoughAsync(CancellationToken ct)
    {
        if (_wasNewEnough)
            return true;

        try
        {
            return (await ReadAsync(ct)).IsNewEnough;
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits until it is new enough.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        while (!await IsNewEnoughAsync(ct))
            await Task.Delay(s_pause, ct);
    }

    /// <summary>Asking for rows of a table that is not there would leave an error in PostgreSQL's log with every probe.</summary>
    private async Task<bool> HasHistoryAsync(CancellationToken ct) => await database.QueryAsync($"""
        SELECT coalesce(has_table_privilege(to_regclass('"__EFMigrationsHistory"')::oid, 'SELECT'), false)
        """, row => row.GetBoolean(0), ct) is [true];

    private Task<List<string>> AppliedAsync(CancellationToken ct) => database.QueryAsync($"""
        SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId"
        """, row => row.GetString(0), ct);
}

/// <summary>Not ready until the schema is new enough, and says what it waits for. Costs nothing from then on.</summary>
internal sealed class SchemaCheck(Schema schema) : IHealthCheck
{
    /// <summary>A migration that is under way holds its history; a probe does not wait for its end.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (schema.WasNewEnough)
            return HealthCheckResult.Healthy();

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var state = await schema.ReadAsync(patience.Token);
            return state.IsNewEnough ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Waits(state));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the database does not say what its schema is; a migration may be under way");
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            return DatabaseCheck.Away(away);
        }
    }

    private static string Waits(SchemaState state) => state.Applied.Count == 0
        ? "the database has not been migrated yet: run the migration (the argument `migrate`)"
        : $"the schema is older than this build, it lacks {state.Missing.Count} migration(s) up to {state.Missing[^1]}: run the migration (the argument `migrate`)";
}

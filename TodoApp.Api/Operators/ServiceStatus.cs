using System.Diagnostics.Metrics;
using System.Reflection;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Operators;

/// <summary>Looks at this replica and at the database, within two seconds whatever has happened to it.</summary>
internal sealed class ServiceStatus(Schema schema, DatabasePool database, RecentErrors errors, IMeterFactory meters, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public static string Instance => Environment.MachineName;

    public async Task<OperatorStatus> ReadAsync(CancellationToken ct)
    {
        var (answer, state, load) = await AskAsync(ct);
        var now = time.GetUtcNow();
        return new(
            Version, Instance, _started, (long)(now - _started).TotalSeconds, state is { IsNewEnough: true }, answer,
            state is null ? null : new(state.Applied.Count, state.Applied is [.., var newest] ? newest : null, state.Missing, state.Ahead),
            load, Gauges(), errors.Count);
    }

    private static string Version =>
        typeof(ServiceStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private async Task<(string Answer, SchemaState? Schema, DatabaseLoad? Load)> AskAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(s_patience);
        try
        {
            var state = await schema.ReadAsync(patience.Token);
            return ("answers", state, (await LoadAsync(patience.Token)).Single());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ("does not answer in time", null, null);
        }
        // The kind of failure, not its words: they name hosts and roles.
        catch (PostgresException refused)
        {
            return ($"refuses: {refused.SqlState}", null, null);
        }
        catch (NpgsqlException)
        {
            return ("is away", null, null);
        }
    }

    private Task<List<DatabaseLoad>> LoadAsync(CancellationToken ct) => database.QueryAsync($"""
        SELECT count(*) FILTER (WHERE application_name = 'todoapp-events')::int,
               count(*) FILTER (WHERE state = 'active')::int,
               count(*) FILTER (WHERE state = 'idle')::int,
               count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int,
               count(*) FILTER (WHERE wait_event_type = 'Lock')::int,
               coalesce(extract(epoch FROM max(now() - xact_start)), 0)::float8,
               current_setting('max_connections')::int, pg_database_size(current_database())
        FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
        """, row => new DatabaseLoad(
            row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), Math.Round(row.GetDouble(5), 3),
            row.GetInt32(6), row.GetInt64(7)), ct);

    /// <summary>The gauges that are exported, summed: their attributes stay out, but for the state of connections.</summary>
    private Dictionary<string, double> Gauges()
    {
        var gauges = new SortedDictionary<string, double>(StringComparer.Ordinal);
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = instrument.Name;
            foreach (var (key, state) in tags)
                name += key is "db.client.connection.state" ? $".{state}" : "";
            gauges[name] = gauges.GetValueOrDefault(name) + value;
        }

        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, ear) =>
        {
            if (instrument.IsObservable && (instrument.Meter.Name is "Npgsql" || IsOwn(instrument.Meter)))
                ear.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return new(gauges);
    }

    private bool IsOwn(Meter meter) =>
        meter.Name.StartsWith("TodoApp.", StringComparison.Ordinal) && ReferenceEquals(meter.Scope, meters);
}

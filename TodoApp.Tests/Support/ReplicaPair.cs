namespace TodoApp.Tests.Support;

/// <summary>A second process's worth of API on the first one's database.</summary>
public class ReplicaPair(PostgresCluster postgres) : ApiHost(postgres)
{
    private Replica? _second;

    /// <summary>Where the second replica listens.</summary>
    public Uri Second => _second?.Address ?? throw new InvalidOperationException("The second replica has not started.");

    /// <inheritdoc />
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _second = new Replica(Postgres, Database);
        await _second.InitializeAsync();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (_second is not null)
            await _second.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class Replica(PostgresCluster postgres, string database) : ApiHost(postgres)
    {
        protected override Task<string> ChooseDatabaseAsync() => Task.FromResult(database);
    }
}

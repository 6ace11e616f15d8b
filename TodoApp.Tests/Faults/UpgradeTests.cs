using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Faults;

/// <summary>
/// The version at hand is the old one here: real processes of it serve while a version of the tests' own, with more
/// migrations, comes and goes.
/// </summary>
[Trait("Kind", "Faults")]
public sealed class UpgradeTests(PostgresCluster postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task The_old_version_serves_every_request_while_the_next_one_migrates_takes_over_and_is_taken_back()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var first = ApiProcess.Serve(postgres.AppConnection(database));
        await using var second = ApiProcess.Serve(postgres.AppConnection(database));
        await first.UntilAsync("/health", HttpStatusCode.OK);
        await second.UntilAsync("/health", HttpStatusCode.OK);
        var people = new[] { await RegisterAsync(first.Address), await RegisterAsync(second.Address), await RegisterAsync(first.Address) };
        var load = new SteadyLoad(people, first.Address, second.Address);
        await load.AnsweredAsync(100);

        await using var next = new NextVersion(postgres, database);
        await next.InitializeAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(next.Address));

        await MigrateBehindALockAsync(database, load);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(next.Address));
        await load.RouteToAsync(first.Address, second.Address, next.Address);
        await load.AnsweredAsync(60);

        await load.RouteToAsync(second.Address, next.Address);
        Assert.Equal(0, await first.TerminateAsync());

        await using var back = ApiProcess.Serve(postgres.AppConnection(database));
        await back.UntilAsync("/health", HttpStatusCode.OK);
        await load.RouteToAsync(second.Address, back.Address);
        await load.AnsweredAsync(60);
        await load.DisposeAsync();

        Assert.Empty(load.Failures);
        Assert.True(load.Requests > 300, $"Only {load.Requests} requests were made.");
        // Each try to change a table that is in use holds everybody up for a second at the most.
        Assert.True(load.Slowest < TimeSpan.FromSeconds(5), $"Somebody waited for {load.Slowest}.");
        TestContext.Current.SendDiagnosticMessage($"{load.Requests} requests, the slowest {load.Slowest.TotalMilliseconds:0} ms");
        foreach (var person in people)
            person.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task The_migration_of_an_older_version_leaves_a_newer_schema_as_it_is()
    {
        var database = await postgres.CreateDatabaseAsync();
        Assert.Equal(MigrationRun.Done, await MigrationSet.RunAsync<Next>(postgres, database));

        await using var old = ApiProcess.Migrate(postgres.OwnerConnection(database));

        Assert.Equal(MigrationRun.Done, await old.ExitedAsync());
        Assert.True(await ExistsAsync(database, "colours"));
        Assert.True(await ExistsAsync(database, "todos_colour"));
    }

    [Fact]
    public async Task A_migration_that_fails_is_taken_back_and_the_rest_serves_on()
    {
        var database = await postgres.CreateDatabaseAsync();

        Assert.Equal(MigrationRun.Failed, await MigrationSet.RunAsync<Broken>(postgres, database));

        await using var host = new SameVersion(postgres, database);
        await host.InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host.Address));
        using var person = await host.NewUser();
        await person.CreateTodo("still here");
    }

    /// <summary>A long read holds todos; the migration has to give way to those who come behind it, and to come again.</summary>
    private async Task MigrateBehindALockAsync(string database, SteadyLoad load)
    {
        await using var reader = new NpgsqlConnection(postgres.OwnerConnection(database, pooling: false));
        await reader.OpenAsync(Ct);
        await using var transaction = await reader.BeginTransactionAsync(Ct);
        await using var read = new NpgsqlCommand("SELECT count(*) FROM todos", reader, transaction);
        await read.ExecuteScalarAsync(Ct);

        var migrating = MigrationSet.RunAsync<Next>(postgres, database);
        await Task.Delay(TimeSpan.FromSeconds(4), Ct);
        Assert.False(migrating.IsCompleted);
        await load.AnsweredAsync(20);
        await transaction.CommitAsync(Ct);

        Assert.Equal(MigrationRun.Done, await migrating);
        Assert.True(await ExistsAsync(database, "todos_colour"));
    }

    private async Task<bool> ExistsAsync(string database, string relation)
    {
        await using var connection = new NpgsqlConnection(postgres.AppConnection(database));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand($"SELECT to_regclass('{relation}') IS NOT NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var answer = await client.GetAsync("/health", Ct);
        return answer.StatusCode;
    }

    internal static async Task<TestUser> RegisterAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var request = new RegisterRequest($"{Guid.NewGuid():N}@example.org", TestUser.Password, "Test User", "Europe/Berlin");
        using var answer = await client.PostAsJsonAsync("/api/v1/users/register", request, ContractJson.Options, Ct);
        return new(address, await answer.Expect<TokenResponse>(HttpStatusCode.Created));
    }

    private sealed class NextVersion(PostgresCluster postgres, string database) : ApiHost(postgres)
    {
        protected override Task<string> ChooseDatabaseAsync() => Task.FromResult(database);

        protected override void Change(IServiceCollection services) => MigrationSet.Use<Next>(services);
    }

    private sealed class SameVersion(PostgresCluster postgres, string database) : ApiHost(postgres)
    {
        protected override Task<string> ChooseDatabaseAsync() => Task.FromResult(database);
    }
}

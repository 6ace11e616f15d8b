using System.Net;
using System.Net.Http.Json;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Faults;

/// <summary>A replica without a schema, or without a database, waits and says what for; it does not end.</summary>
[Trait("Kind", "Faults")]
public sealed class SchemaReadinessTests(PostgresCluster postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task A_replica_gets_ready_by_itself_when_the_schema_has_become_new_enough()
    {
        var database = await postgres.CreateEmptyDatabaseAsync();
        await using var api = ApiProcess.Serve(postgres.AppConnection(database));
        await api.UntilAsync("/startup", HttpStatusCode.OK);

        await WaitsForAsync(api, "the database has not been migrated yet");

        Assert.Equal(MigrationRun.Done, await MigrationSet.RunAsync<Earlier>(postgres, database));
        await WaitsForAsync(api, "the schema is older than this build");

        await using var migration = ApiProcess.Migrate(postgres.OwnerConnection(database));
        Assert.True(await migration.ExitedAsync() == MigrationRun.Done, string.Join('\n', migration.Lines));
        await api.UntilAsync("/health", HttpStatusCode.OK);
        using var person = await UpgradeTests.RegisterAsync(api.Address);
        using var answer = await person.Post("/api/v1/chat", new ChatRequest("add buy milk"));
        await answer.Expect(HttpStatusCode.OK);
        // A line for each of the two things that it waited for, however often it was asked.
        Assert.Equal(2, api.Complaints.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task Who_comes_before_the_migration_is_told_to_come_again()
    {
        await using var api = ApiProcess.Serve(postgres.AppConnection(await postgres.CreateEmptyDatabaseAsync()));
        await api.UntilAsync("/startup", HttpStatusCode.OK);
        using var client = new HttpClient { BaseAddress = api.Address };

        using var answer = await client.PostAsJsonAsync(
            "/api/v1/users/login", new LoginRequest("somebody@example.org", TestUser.Password), ContractJson.Options, Ct);

        await answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_replica_that_starts_before_its_database_waits_quietly_and_then_serves()
    {
        await using var own = new PostgresCluster();
        await own.InitializeAsync();
        var database = await own.CreateDatabaseAsync();
        await own.StopAsync();

        await using var api = ApiProcess.Serve(own.AppConnection(database));
        await api.UntilAsync("/startup", HttpStatusCode.OK);
        await WaitsForAsync(api, "the database does not answer");
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await api.ProbeAsync("/health"));
        Assert.InRange(api.Complaints.Count, 1, 3);

        await own.StartAsync();
        await api.UntilAsync("/health", HttpStatusCode.OK);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_migration_that_starts_before_its_database_waits_for_it()
    {
        await using var own = new PostgresCluster();
        await own.InitializeAsync();
        var database = await own.CreateEmptyDatabaseAsync();
        await own.StopAsync();

        await using var migration = ApiProcess.Migrate(own.OwnerConnection(database));
        await SaysAsync(migration, "The migration waits: ");
        await own.StartAsync();

        Assert.True(await migration.ExitedAsync() == MigrationRun.Done, string.Join('\n', migration.Lines));
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_migrations_at_once_do_it_once()
    {
        var database = await postgres.CreateEmptyDatabaseAsync();
        await using var one = ApiProcess.Migrate(postgres.OwnerConnection(database));
        await using var other = ApiProcess.Migrate(postgres.OwnerConnection(database));

        var ends = (await one.ExitedAsync(), await other.ExitedAsync());
        Assert.True(ends == (MigrationRun.Done, MigrationRun.Done), string.Join('\n', [$"{ends}", .. one.Complaints, .. other.Complaints]));
        await using var api = ApiProcess.Serve(postgres.AppConnection(database));
        await api.UntilAsync("/health", HttpStatusCode.OK);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("nowhere", MigrationRun.TryAgain)]
    [InlineData("password", MigrationRun.Misconfigured)]
    [InlineData("rights", MigrationRun.Misconfigured)]
    [InlineData("nothing", MigrationRun.Misconfigured)]
    public async Task A_migration_that_cannot_be_done_says_why_in_one_line(string flaw, int code)
    {
        var database = await postgres.CreateEmptyDatabaseAsync();
        var right = postgres.OwnerConnection(database);
        await using var migration = ApiProcess.Migrate(
            flaw switch
            {
                "nowhere" => $"Host=127.0.0.1;Port={PostgresProcess.FreePort()};Username=x;Password=not-to-be-seen;Database=x",
                "password" => right.Replace(PostgresProcess.OwnerPassword, "not-to-be-seen", StringComparison.Ordinal),
                "rights" => postgres.AppConnection(database),
                _ => null,
            },
            ("Database__MigrationPatience", "00:00:02"));

        Assert.Equal(code, await migration.ExitedAsync());
        var line = Assert.Single(migration.Lines, l => l.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal));
        Assert.Contains("The database was not migrated: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", string.Join('\n', migration.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-seen", string.Join('\n', migration.Lines), StringComparison.Ordinal);
    }

    /// <summary>Alive and started, not ready, and the log says why.</summary>
    private static async Task WaitsForAsync(ApiProcess api, string what)
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await api.ProbeAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await api.ProbeAsync("/alive"));
        Assert.Equal(HttpStatusCode.OK, await api.ProbeAsync("/startup"));
        await SaysAsync(api, what);
    }

    private static async Task SaysAsync(ApiProcess process, string what)
    {
        for (var i = 0; i < 300 && !process.Lines.Any(l => l.Contains(what, StringComparison.Ordinal)); i++)
            await Task.Delay(100, Ct);
        Assert.Contains(process.Lines, l => l.Contains(what, StringComparison.Ordinal));
    }
}

using TodoApp.Tests.Images.Support;

namespace TodoApp.Tests.Images;

/// <summary>Containers go away, politely or not, and nothing that was acknowledged goes with them.</summary>
[Trait("Kind", "Images")]
[Collection(ImageTestGroup.Name)]
public sealed class LossTests : DeploymentTest
{
    private const string Unlimited = "RateLimits__UserPerMinute=1000000";

    // A count and a hash of every row of every table.
    private const string Fingerprints = """
        SELECT format('SELECT %L, count(*), md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '''')) FROM public.%I t', tablename, tablename)
        FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename \gexec
        """;

    [Fact]
    public async Task A_replica_that_is_told_to_stop_fails_no_request_that_it_took()
    {
        var leaving = await Deployment.StartApiAsync(Unlimited);
        var staying = await Deployment.StartApiAsync(Unlimited);
        using var user = await NewUser(leaving.Address);
        using var elsewhere = user.At(staying.Address);
        await using var callers = new SteadyCallers(new Replica(user, leaving.Health), new Replica(elsewhere, staying.Health));
        await Task.Delay(TimeSpan.FromSeconds(2), Ct);

        await Podman.DoAsync("kill", "--signal", "TERM", leaving.Name);
        var code = await Podman.DoAsync("wait", leaving.Name);
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        await callers.StopAsync();

        Assert.Equal("0", code);
        Assert.Empty(callers.Failures);
        await AllAreThereAsync(callers);
    }

    [Fact]
    public async Task An_api_and_a_database_that_are_killed_lose_nothing_that_was_acknowledged()
    {
        var api = await Deployment.StartApiAsync(Unlimited);
        var other = await Deployment.StartApiAsync(Unlimited);
        using var user = await NewUser(api.Address);
        using var elsewhere = user.At(other.Address);
        await using var callers = new SteadyCallers(new Replica(user, api.Health), new Replica(elsewhere, other.Health));
        await Task.Delay(TimeSpan.FromSeconds(2), Ct);

        await Podman.DoAsync("kill", "--signal", "KILL", api.Name);
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        var before = callers.Acknowledged.Count;
        await Podman.DoAsync("kill", "--signal", "KILL", Deployment.Postgres);
        await Podman.DoAsync("wait", Deployment.Postgres);
        await Podman.DoAsync("start", Deployment.Postgres);
        await Deployment.PostgresAnswersAsync();
        await Deployment.ReadyAsync(other);
        // Requests that were under way when it was killed end by their own time limits first.
        for (var second = 0; second < 30 && callers.Acknowledged.Count <= before; second++)
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        await callers.StopAsync();

        Assert.True(callers.Acknowledged.Count > before, "Nothing was written after the database had come back.");
        await AllAreThereAsync(callers);
    }

    [Fact]
    public async Task What_was_backed_up_comes_back_row_by_row_after_all_is_lost()
    {
        var api = await Deployment.StartApiAsync(Unlimited);
        using (var user = await NewUser(api.Address))
        await using (var callers = new SteadyCallers(new Replica(user, api.Health)))
            await Task.Delay(TimeSpan.FromSeconds(2), Ct);
        await Podman.DoAsync("stop", "--time=10", api.Name);
        var before = await Deployment.QueryAsync(Fingerprints);
        (await Deployment.InPostgresAsync(["pg_dump", "--format=custom", "--file=/backup/todo.dump", "tododb"])).Expect();

        await Deployment.DestroyPostgresAsync();
        await Deployment.StartPostgresAsync();
        var lost = await Deployment.QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
        (await Deployment.InPostgresAsync(
            ["pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname=tododb", "/backup/todo.dump"])).Expect();
        (await Deployment.MigrateAsync()).Expect();

        Assert.Equal("0", lost);
        Assert.Matches(@"(?m)^todos\|[1-9]", before);
        Assert.Equal(before, await Deployment.QueryAsync(Fingerprints));
        var again = await Deployment.StartApiAsync();
        using var somebody = await NewUser(again.Address);
    }

    private async Task AllAreThereAsync(SteadyCallers callers)
    {
        var kept = (await Deployment.QueryAsync("SELECT title FROM todos")).Split('\n').ToHashSet();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{callers.Acknowledged.Count} acknowledged, {kept.Count} kept, {callers.Failures.Count} failed");

        Assert.True(callers.Acknowledged.Count > 20, $"Only {callers.Acknowledged.Count} writes were acknowledged.");
        Assert.DoesNotContain(callers.Acknowledged, title => !kept.Contains(title));
    }
}

using System.Collections.Concurrent;
using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Faults;

/// <summary>An API on a PostgreSQL of its own, which a test may stop and start.</summary>
public sealed class LoneHost() : ApiHost(new PostgresCluster())
{
    /// <inheritdoc />
    protected override bool OwnsPostgres => true;
}

[Trait("Kind", "Faults")]
public sealed class DatabaseAwayTests(LoneHost host) : IClassFixture<LoneHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_its_database_the_api_says_so_stays_alive_and_recovers_by_itself()
    {
        using var alice = await host.NewUser();
        var todo = await alice.CreateTodo("before");

        await host.Postgres.StopAsync();

        using (var read = await alice.GetAsync(alice.Todos, Ct))
        using (var written = await alice.Post(alice.Todos, new CreateTodo("during")))
        {
            foreach (var answer in new[] { read, written })
            {
                await answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable);
                Assert.NotNull(answer.Headers.RetryAfter);
            }
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Probe("/health"));
        Assert.Equal(HttpStatusCode.OK, await Probe("/alive"));

        await host.Postgres.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await Probe("/health"));
        Assert.Equal([todo.Id], (await alice.ListTodos()).Items.Select(t => t.Id));
        await alice.CreateTodo("after");
    }

    [Fact]
    public async Task A_database_that_is_killed_in_the_middle_of_writes_loses_nothing_it_said_it_kept()
    {
        using var alice = await host.NewUser();
        var kept = new ConcurrentBag<Guid>();
        async Task Reaches(int count)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (kept.Count < count)
                await pause.WaitForNextTickAsync(deadline.Token);
        }

        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                using var answer = await alice.Post(alice.Todos, new CreateTodo($"todo {i}"));
                if (answer.StatusCode == HttpStatusCode.Created)
                    kept.Add((await answer.Expect<TodoItem>(HttpStatusCode.Created)).Id);
                else
                    await answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable);
            }
        }, Ct);

        await Reaches(20);
        await host.Postgres.KillAsync();
        await host.Postgres.StartAsync();
        await Reaches(kept.Count + 5);
        await stop.CancelAsync();
        await writing;

        var found = new HashSet<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await alice.ListTodos($"limit=100{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            found.UnionWith(page.Items.Select(t => t.Id));
            cursor = page.NextCursor;
        }

        Assert.Empty(kept.Except(found));
    }

    private async Task<HttpStatusCode> Probe(string path)
    {
        using var nobody = host.Anonymous();
        using var answer = await nobody.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TodoApp.Api.Journal;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class JournalRetentionTests(ReplicaPair host) : IClassFixture<ReplicaPair>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_old_is_forgotten_but_for_the_creation_of_what_is_still_there()
    {
        using var alice = await host.NewUser();
        var kept = await alice.CreateTodo("kept");
        var erased = await alice.CreateTodo("erased");
        using var a = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{kept.Id}", new PatchTodo(Title: "renamed long ago"));
        using var b = await alice.DeleteAsync($"{alice.Todos}/{erased.Id}", Ct);
        using var c = await alice.DeleteAsync($"{alice.Todos}/{erased.Id}?permanent=true", Ct);
        await Age(alice);
        using var d = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{kept.Id}", new PatchTodo(Title: "renamed today"));

        await Compact();

        var history = await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{kept.Id}/history");
        Assert.Equal(["updated", "created"], history.Items.Select(h => h.Kind));
        Assert.Equal("renamed long ago", history.Items[0].Before!.Value.GetProperty("title").GetString());
        using var gone = await alice.GetAsync($"{alice.Todos}/{erased.Id}/history", Ct);
        await gone.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Who_asks_for_changes_that_are_forgotten_is_told_to_start_anew_and_from_where()
    {
        using var alice = await host.NewUser();
        var todo = await alice.CreateTodo("0");
        var old = (await alice.Get<Changes>(Changes(alice))).Latest;
        using var a = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "1"));
        var idle = (await alice.Get<Changes>(Changes(alice, old))).Latest;
        await Age(alice);
        await Compact();

        using var missed = await alice.GetAsync(Changes(alice, old), Ct);
        using var anew = await alice.GetAsync(Changes(alice), Ct);
        var latest = (await missed.ExpectProblem(HttpStatusCode.Gone, ProblemCodes.JournalTruncated)).GetProperty("latest").GetInt64();
        await anew.ExpectProblem(HttpStatusCode.Gone, ProblemCodes.JournalTruncated);
        using var b = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "2"));

        Assert.Equal(idle, latest);
        var change = Assert.Single((await alice.Get<Changes>(Changes(alice, latest))).Items);
        Assert.Equal("2", change.After!.Value.GetProperty("title").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_from_before_what_is_forgotten_says_resync_and_goes_on()
    {
        using var alice = await host.NewUser();
        using var elsewhere = alice.At(host.Second);
        var todo = await alice.CreateTodo("0");
        var old = (await alice.Get<Changes>(Changes(alice))).Latest;
        using var a = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "1"));
        await Age(alice);
        await Compact();

        await using var events = Events(elsewhere, old).GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("resync", events.Current);
        using var b = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}/complete");
        Assert.True(await events.MoveNextAsync());

        Assert.Equal("todo.completed", events.Current);
    }

    [Fact]
    public async Task A_turn_from_before_the_journal_begins_is_not_taken_back_by_halves()
    {
        using var alice = await host.NewUser();
        var todo = await alice.CreateTodo("0");
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "1"));
        await Age(alice);
        await Compact();

        using var last = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest());
        using var old = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-100))));
        using var never = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(Guid.CreateVersion7()));

        await last.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        await old.ExpectProblem(HttpStatusCode.Gone, ProblemCodes.JournalTruncated);
        await never.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Equal("1", (await alice.GetTodo(todo.Id)).Title);
    }

    [Fact(Timeout = 60_000)]
    public async Task Several_replicas_at_once_forget_in_bounded_steps_over_an_index()
    {
        const int old = 17_000;
        using var alice = await host.NewUser();
        await Execute($"""
            INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at)
            SELECT '{alice.Id}', 'todo', gen_random_uuid(), 'updated', 'user', gen_random_uuid(),
                   now() - CASE WHEN n <= {old} THEN interval '100 days' ELSE interval '0' END
            FROM generate_series(1, {old + 20_000}) AS n;
            ANALYZE journal
            """);

        var found = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Compact()));

        Assert.True(found.Sum() >= old, $"{found.Sum()} were found.");
        Assert.Equal(0L, await Read<long>($"SELECT count(*) FROM journal WHERE owner_id = '{alice.Id}' AND at < now() - interval '90 days'"));
        Assert.Equal(20_000L, await Read<long>($"SELECT count(*) FROM journal WHERE owner_id = '{alice.Id}' AND entity = 'todo'"));
        Assert.Contains("journal_age", await Read<string>(
            "EXPLAIN (FORMAT JSON) SELECT 1 FROM journal WHERE at < now() - interval '90 days' AND kind <> 'created' ORDER BY at LIMIT 5000"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_serving_role_cannot_make_the_journal_forget_the_last_week()
    {
        await using var connection = new NpgsqlConnection(host.Postgres.AppConnection(host.Database));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT compact_journal(now() - interval '6 days', 1)", connection);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));

        Assert.Equal("TD002", refusal.SqlState);
    }

    [Fact]
    public async Task A_journal_of_a_week_or_less_does_not_start()
    {
        await using var careless = ApiProcess.Serve(host.Postgres.AppConnection(host.Database), ("Journal__RetentionDays", "7"));

        Assert.NotEqual(0, await careless.ExitedAsync());
        Assert.Contains(careless.Lines, line => line.Contains(nameof(JournalOptions.RetentionDays), StringComparison.Ordinal));
    }

    private static string Changes(TestUser user, long since = 0) => $"/api/v1/{user.Id}/changes?since={since}";

    private async Task<int> Compact()
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JournalRetention>().RunAsync(Ct);
    }

    private Task Age(TestUser user) =>
        Execute($"UPDATE journal SET at = at - interval '100 days' WHERE owner_id = '{user.Id}'");

    private Task Execute(string sql) => host.Postgres.ExecuteAsync(sql, host.Database);

    private async Task<T> Read<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(host.Postgres.OwnerConnection(host.Database));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>The names of the events behind a point.</summary>
    private static async IAsyncEnumerable<string> Events(TestUser user, long after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{user.Id}/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{after}");
        using var answer = await user.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        await answer.Expect(HttpStatusCode.OK);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                yield return line["event: ".Length..];
        }
    }
}

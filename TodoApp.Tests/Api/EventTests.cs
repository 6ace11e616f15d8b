using System.Net;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class EventTests(ReplicaPair host) : IClassFixture<ReplicaPair>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_write_on_one_replica_reaches_a_client_of_the_other_in_under_200_ms()
    {
        using var alice = await host.NewUser();
        using var elsewhere = alice.At(host.Second);
        await using var events = Todos(elsewhere, 0).GetAsyncEnumerator(Ct);
        var milliseconds = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            await alice.CreateTodo($"todo {i}");
            var written = TimeProvider.System.GetTimestamp();
            Assert.True(await events.MoveNextAsync());
            milliseconds.Add(TimeProvider.System.GetElapsedTime(written).TotalMilliseconds);
            Assert.Equal($"todo {i}", events.Current.After!.Value.GetProperty("title").GetString());
        }

        // The median: a machine under load may delay single ones, which says nothing of the product.
        Assert.InRange(milliseconds.Order().ElementAt(10), 0, 200);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_thousand_writes_arrive_in_order_at_a_client_of_the_other_replica_that_reconnects_ten_times()
    {
        using var alice = await host.NewUser();
        using var elsewhere = alice.At(host.Second);
        var writing = Task.Run(
            async () =>
            {
                for (var batch = 0; batch < 50; batch++)
                    await Task.WhenAll(Enumerable.Range(0, 20).Select(i => alice.CreateTodo($"todo {batch * 20 + i}")));
            },
            Ct);

        var seen = new List<HistoryEntry>();
        for (var connection = 1; seen.Count < 1_000; connection++)
        {
            var until = connection <= 10 ? connection * 90 : 1_000;
            await foreach (var entry in Todos(elsewhere, seen.Count == 0 ? 0 : seen[^1].Seq))
            {
                seen.Add(entry);
                if (seen.Count >= until)
                    break;
            }
        }

        await writing;
        Assert.Equal(1_000, seen.Count);
        Assert.Equal(seen.Select(e => e.Seq).Order(), seen.Select(e => e.Seq));
        Assert.Equal(1_000, seen.Select(e => e.After!.Value.GetProperty("title").GetString()).Distinct().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task Changes_since_a_point_are_what_the_stream_would_have_said()
    {
        using var alice = await host.NewUser();
        var start = await alice.Get<Changes>($"/api/v1/{alice.Id}/changes");
        for (var i = 0; i < 5; i++)
            await alice.CreateTodo($"todo {i}");

        var page = await alice.Get<Changes>($"/api/v1/{alice.Id}/changes?since={start.Latest}&limit=3");
        var rest = await alice.Get<Changes>($"/api/v1/{alice.Id}/changes?since={page.Latest}&limit=3");

        Assert.True(page.More);
        Assert.False(rest.More);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => $"todo {i}"),
            page.Items.Concat(rest.Items).Select(e => e.After!.Value.GetProperty("title").GetString()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_hears_of_anybody_elses_writes()
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();
        await using var events = Todos(bob, 0).GetAsyncEnumerator(Ct);

        await alice.CreateTodo("hers");
        await bob.CreateTodo("his");

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("his", events.Current.After!.Value.GetProperty("title").GetString());
        using var foreign = await bob.GetAsync($"/api/v1/{alice.Id}/events", Ct);
        await foreign.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.NotYourPath);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_says_where_it_starts_and_that_is_what_the_profile_says()
    {
        using var alice = await host.NewUser();
        await alice.CreateTodo("Before");
        var profile = await alice.Get<Profile>("/api/v1/me");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{alice.Id}/events");

        using var answer = await alice.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));

        Assert.True(profile.Latest > 0);
        Assert.StartsWith("retry: ", await reader.ReadLineAsync(Ct), StringComparison.Ordinal);
        Assert.Equal($"id: {profile.Latest}", await reader.ReadLineAsync(Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_id_that_is_none_is_refused()
    {
        using var alice = await host.NewUser();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{alice.Id}/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "yesterday");

        using var answer = await alice.SendAsync(request, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.InvalidHeader);
    }

    /// <summary>What happens to todos behind a point of the journal.</summary>
    private static async IAsyncEnumerable<HistoryEntry> Todos(TestUser user, long after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{user.Id}/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{after}");
        using var answer = await user.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        await answer.Expect(HttpStatusCode.OK);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)
                && JsonSerializer.Deserialize<HistoryEntry>(line[6..], ContractJson.Options) is { Entity: "todo" } entry)
                yield return entry;
        }
    }
}

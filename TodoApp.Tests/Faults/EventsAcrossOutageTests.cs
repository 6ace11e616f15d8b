using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Faults;

/// <summary>Two APIs on a PostgreSQL of their own, which a test may stop and start.</summary>
public sealed class LonePair() : ReplicaPair(new PostgresCluster())
{
    /// <inheritdoc />
    protected override bool OwnsPostgres => true;
}

[Trait("Kind", "Faults")]
public sealed class EventsAcrossOutageTests(LonePair host) : IClassFixture<LonePair>
{
    private const int Writes = 1_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 90_000)]
    public async Task A_thousand_writes_arrive_in_order_exactly_once_although_the_database_restarts_in_between()
    {
        using var alice = await host.NewUser();
        using var elsewhere = alice.At(host.Second);
        var refused = 0;
        var outage = new TaskCompletionSource();
        var kept = new ConcurrentBag<Guid>();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));

        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = writer; i < Writes; i += 4)
            {
                while (await WriteAsync(alice, $"todo {i}") is not { } id || !Keep(id))
                {
                    Interlocked.Increment(ref refused);
                    await Pause(deadline.Token);
                }
            }
        }));
        // One client stays, one comes back ten times; the database goes after the first few hundred have arrived.
        var staying = ReadAsync(elsewhere, Writes, deadline.Token);
        var returning = ReadInTenPartsAsync(elsewhere, outage, deadline.Token);

        await outage.Task.WaitAsync(deadline.Token);
        await host.Postgres.StopAsync();
        while (Volatile.Read(ref refused) == 0)
            await Pause(deadline.Token);
        await host.Postgres.StartAsync();
        await writing;

        Assert.True(refused > 0);
        foreach (var seen in new[] { await staying, await returning })
        {
            Assert.Equal(seen.Select(e => e.Seq).Distinct().Order(), seen.Select(e => e.Seq));
            Assert.Equal(kept.Order(), seen.Select(e => e.Id).Order());
        }

        bool Keep(Guid id)
        {
            kept.Add(id);
            return true;
        }
    }

    /// <summary>The new todo's id, or null when the database was away. A key makes trying again safe: an answer may have been lost.</summary>
    private static async Task<Guid?> WriteAsync(TestUser user, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, user.Todos)
        {
            Content = System.Net.Http.Json.JsonContent.Create(new CreateTodo(title), options: ContractJson.Options),
        };
        request.Headers.Add("Idempotency-Key", title);
        using var answer = await user.SendAsync(request, Ct);
        if (answer.StatusCode == HttpStatusCode.Created)
            return (await answer.Expect<TodoItem>(HttpStatusCode.Created)).Id;

        await answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable);
        return null;
    }

    private static async Task<List<HistoryEntry>> ReadInTenPartsAsync(TestUser user, TaskCompletionSource reached, CancellationToken ct)
    {
        var seen = new List<HistoryEntry>();
        for (var connection = 1; connection <= 10; connection++)
        {
            seen.AddRange(await ReadAsync(user, connection * Writes / 10 - seen.Count, ct, seen.Count == 0 ? 0 : seen[^1].Seq));
            if (connection == 3)
                reached.TrySetResult();
        }

        return seen;
    }

    /// <summary>Reads as a browser does: comes back with the last number it saw whenever the stream ends or is refused.</summary>
    private static async Task<List<HistoryEntry>> ReadAsync(TestUser user, int count, CancellationToken ct, long since = 0)
    {
        var seen = new List<HistoryEntry>();
        while (seen.Count < count)
        {
            try
            {
                await foreach (var entry in StreamAsync(user, seen.Count == 0 ? since : seen[^1].Seq, ct))
                {
                    seen.Add(entry);
                    if (seen.Count == count)
                        break;
                }
            }
            catch (Exception end) when (end is HttpRequestException or IOException)
            {
                await Pause(ct);
            }
        }

        return seen;
    }

    private static async IAsyncEnumerable<HistoryEntry> StreamAsync(
        TestUser user, long since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{user.Id}/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{since}");
        using var answer = await user.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)
                && JsonSerializer.Deserialize<HistoryEntry>(line[6..], ContractJson.Options) is { Entity: "todo" } entry)
                yield return entry;
        }
    }

    private static Task Pause(CancellationToken ct) => Task.Delay(20, ct);
}

using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Properties;

/// <summary>
/// Pages in every order, of every status, while somebody else writes all the time: what stays as it is comes exactly once
/// and in order. What is written meanwhile may come again further behind, as something else than it was.
/// </summary>
[Trait("Kind", "Properties")]
public sealed class PagingPropertyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int Still = 24;
    private const int Busy = 30;

    private static readonly string[] s_statuses = ["open", "completed", "all", "trash"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each order, with the one status that it needs, if it needs one.</summary>
    private static IEnumerable<(string Sort, string Status)> Orders =>
        from sort in new[] { "position", "due", "priority", "created", "updated", "title", "completed", "deleted" }
        from status in s_statuses
        where sort switch { "completed" => status == "completed", "deleted" => status == "trash", _ => true }
        from direction in new[] { "", "-" }
        select (direction + sort, status);

    [Fact(Timeout = 120_000)]
    public async Task Pages_partition_what_stays_while_others_come_go_and_move()
    {
        using var alice = await host.NewUser();
        var still = (await Make(alice, "still", Still)).ToDictionary(s => s.Status, s => s.Ids);
        var busy = (await Make(alice, "busy", Busy / 3)).SelectMany(s => s.Ids).ToHashSet();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writes = 0;
        var writing = Task.Run(async () =>
        {
            var random = new Random(5);
            while (!stop.IsCancellationRequested)
            {
                await Write(alice, busy.ElementAt(random.Next(busy.Count)), busy, random);
                writes++;
            }
        }, Ct);

        // Round after round, until there has been enough to disturb them.
        foreach (var (sort, status) in Enumerable.Repeat(Orders, 100).TakeWhile((_, round) => round == 0 || writes < 200).SelectMany(orders => orders))
        {
            var expected = status == "all" ? still["open"].Concat(still["completed"]) : still[status];
            var seen = await Page(alice, $"status={status}&sort={sort}");
            var calm = seen.Where(t => t.Title.Contains("still", StringComparison.Ordinal)).Select(t => t.Id).ToList();

            Assert.Equal(seen.Count, seen.DistinctBy(t => (t.Id, t.Version)).Count());
            Assert.Equal(expected.Order(), calm.Order());
            Assert.False(writing.IsCompleted, $"Nobody wrote any more: {writing.Exception}");
        }

        Assert.True(writes >= 200, $"Only {writes} writes took place meanwhile.");
        await stop.CancelAsync();
        await writing;
    }

    private static async Task<List<TodoItem>> Page(TestUser user, string query)
    {
        var seen = new List<TodoItem>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await user.ListTodos($"{query}&limit=7{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        return seen;
    }

    /// <summary>Todos of every status; of few different days and priorities, so that equal keys are common.</summary>
    private static async Task<List<(string Status, List<Guid> Ids)>> Make(TestUser user, string name, int count)
    {
        var made = new List<(string, List<Guid>)>();
        foreach (var (status, action) in new (string, BatchAction?)[] { ("open", null), ("completed", BatchAction.Complete), ("trash", BatchAction.Delete) })
        {
            var ids = new List<Guid>();
            for (var i = 0; i < count; i++)
            {
                DateOnly? day = i % 3 == 0 ? null : new DateOnly(2026, 1, 1 + i % 3);
                ids.Add((await user.CreateTodo(new CreateTodo($"{(char)('a' + i % 5)} {name}", Priority: (Priority)(i % 4), DueOn: day))).Id);
            }

            made.Add((status, ids));
            if (action is null)
                continue;
            using var answer = await user.Post($"{user.Todos}/batch", new BatchTodos(action.Value, ids));
            await answer.Expect(System.Net.HttpStatusCode.OK);
        }

        return made;
    }

    /// <summary>Inserts, changes, moves, completes, deletes or brings back one of those that are written all the time.</summary>
    private static async Task Write(TestUser user, Guid id, HashSet<Guid> busy, Random random)
    {
        var path = $"{user.Todos}/{id}";
        if (random.Next(8) == 0)
        {
            busy.Add((await user.CreateTodo($"{(char)('a' + random.Next(5))} busy")).Id);
            return;
        }

        using var answer = await (random.Next(busy.Count > 2 * Busy ? 7 : 6) switch
        {
            0 => user.Send(HttpMethod.Patch, path, new PatchTodo(Title: $"{(char)('a' + random.Next(5))} busy", Priority: (Priority)random.Next(4))),
            1 => user.Send(HttpMethod.Patch, path, new PatchTodo(DueOn: new DateOnly(2026, 1, 1 + random.Next(3)))),
            2 => user.Send(HttpMethod.Patch, path, new PatchTodo(After: new(random.Next(3) == 0 ? null : busy.ElementAt(random.Next(busy.Count))))),
            3 => user.Send(HttpMethod.Patch, path + "/complete"),
            4 => user.DeleteAsync(path, Ct),
            5 => user.Send(HttpMethod.Post, path + "/restore"),
            _ => user.DeleteAsync(path + "?permanent=true", Ct),
        });
        // Much of this does not go with the state that there is; that is what a 4xx says.
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        if (answer.StatusCode == System.Net.HttpStatusCode.NoContent && answer.RequestMessage!.RequestUri!.Query.Length > 0)
            busy.Remove(id);
    }
}

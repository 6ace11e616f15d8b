using System.Net;
using FsCheck;
using FsCheck.Fluent;
using TodoApp.Api.Ordering;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Properties;

/// <summary>Moving rows gives the order that moving the elements of a plain list gives, and keys stay short.</summary>
[Trait("Kind", "Properties")]
public sealed class OrderingPropertyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_sequence_of_moves_gives_the_order_of_a_plain_list()
    {
        // Hundreds of moves to one place, so that room has to be made there, and some to anywhere.
        var anywhere = (from row in Gen.Choose(0, 39) from place in Gen.Choose(0, 39) select (row, place)).ArrayOf(60);
        var oneplace = from place in Gen.Choose(0, 39) from rows in Gen.Choose(20, 39).ArrayOf(400) select rows.Select(row => (row, place)).ToArray();
        var some = from runs in Gen.OneOf(anywhere, oneplace).ArrayOf(4) select runs.SelectMany(run => run).ToArray();
        var shifts = 0;
        var property = Prop.ForAll(some.ToArbitrary(), moves =>
        {
            var model = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToList();
            var keys = model.Select((id, i) => (id, i)).ToDictionary(r => r.id, r => FractionalKey.Append(DateTimeOffset.UnixEpoch.AddDays(r.i)));
            foreach (var (row, place) in moves)
            {
                var moved = model[row];
                model.RemoveAt(row);
                var at = Math.Min(place, model.Count);
                shifts += Move(keys, moved, model[..at], model[at..]);
                model.Insert(at, moved);
            }

            return keys.OrderBy(k => k.Value, StringComparer.Ordinal).Select(k => k.Key).SequenceEqual(model)
                && keys.Values.All(k => k.Length <= Limits.Position);
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(40));

        Assert.True(shifts > 0, "Room was never made: the property says nothing about that.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Two_thousand_insertions_at_one_place_keep_keys_short_and_shift_few_rows(int place)
    {
        var model = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();
        var keys = model.Select((id, i) => (id, i)).ToDictionary(r => r.id, r => FractionalKey.Append(DateTimeOffset.UnixEpoch.AddDays(r.i)));
        var shifted = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var id = Guid.NewGuid();
            shifted += Move(keys, id, model[..place], model[place..]);
            model.Insert(place, id);
            Assert.InRange(keys.Values.Max(k => k.Length), 1, Limits.Position);
        }

        Assert.Equal(model, keys.OrderBy(k => k.Value, StringComparer.Ordinal).Select(k => k.Key));
        Assert.InRange(shifted, 1, 3_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task Todos_and_lists_of_a_real_account_follow_the_same_model_and_undo_brings_the_order_back()
    {
        using var alice = await host.NewUser();
        var random = new Random(3);
        var todos = new List<Guid>();
        for (var i = 0; i < 30; i++)
            todos.Add((await alice.CreateTodo($"{i}")).Id);
        // Equal keys, and as long as they may be: what an import or two replicas at once may leave behind, and no room at all.
        await host.Postgres.ExecuteAsync(
            $"UPDATE todos SET position = repeat('0', 62) || '1V' WHERE owner_id = '{alice.Id}' AND title IN ('10', '11', '12', '13')", host.Database);
        todos = [.. (await alice.ListTodos("limit=100")).Items.Select(t => t.Id)];
        for (var i = 0; i < 120; i++)
        {
            var before = todos.ToList();
            var moved = todos[random.Next(todos.Count)];
            todos.Remove(moved);
            var at = random.Next(3) == 0 ? random.Next(todos.Count + 1) : 2;
            todos.Insert(at, moved);
            using var answer = await alice.Send(
                HttpMethod.Patch, $"{alice.Todos}/{moved}", new PatchTodo(After: new(at == 0 ? null : todos[at - 1])));
            Assert.Equal(todos, await Order(alice));
            if (i % 10 != 0 || todos.SequenceEqual(before))
                continue;

            using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(Guid.Parse(answer.Headers.GetValues("Turn-Id").Single())));
            await undone.Expect(HttpStatusCode.OK);
            Assert.Equal(before, await Order(alice));
            todos = before;
        }

        var positions = (await alice.ListTodos("limit=100")).Items.Select(t => t.Position).ToList();
        Assert.All(positions, p => Assert.InRange(p.Length, 1, Limits.Position));
    }

    [Fact(Timeout = 60_000)]
    public async Task Lists_follow_the_same_model_even_when_there_is_no_room_between_them()
    {
        using var alice = await host.NewUser();
        for (var i = 0; i < 8; i++)
            await alice.CreateList($"{i}");
        await host.Postgres.ExecuteAsync($"UPDATE lists SET position = repeat('0', 63) || 'V' WHERE owner_id = '{alice.Id}'", host.Database);
        var lists = (await Lists(alice)).ConvertAll(l => l.Id);
        var random = new Random(4);
        for (var i = 0; i < 30; i++)
        {
            var moved = lists[random.Next(lists.Count)];
            lists.Remove(moved);
            var at = random.Next(lists.Count + 1);
            lists.Insert(at, moved);
            using var answer = await alice.Send(
                HttpMethod.Patch, $"{alice.Lists}/{moved}", new PatchList(After: new(at == 0 ? null : lists[at - 1])));
            await answer.Expect(HttpStatusCode.OK);
            Assert.Equal(lists, (await Lists(alice)).Select(l => l.Id));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_batch_that_moves_keeps_the_order_and_leaves_room_between()
    {
        using var alice = await host.NewUser();
        var home = await alice.CreateList("Home");
        var todos = new List<Guid>();
        for (var i = 0; i < 5; i++)
            todos.Add((await alice.CreateTodo($"{i}")).Id);

        using var answer = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Move, [.. Enumerable.Reverse(todos)], home.Id));
        await answer.Expect(HttpStatusCode.OK);

        var there = (await alice.ListTodos($"list={home.Id}")).Items;
        Assert.Equal(todos, there.Select(t => t.Id));
        Assert.Equal(5, there.Select(t => t.Position).Distinct().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task Moves_of_one_account_at_once_all_happen()
    {
        using var alice = await host.NewUser();
        var todos = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => alice.CreateTodo($"{i}")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var answer = await alice.Send(
                HttpMethod.Patch, $"{alice.Todos}/{todos[i % 20].Id}", new PatchTodo(Notes: $"{i}", After: new(todos[(i * 7 + 3) % 20 == i % 20 ? 0 : (i * 7 + 3) % 20].Id)));
            return answer.StatusCode;
        }));

        Assert.DoesNotContain(answers, status => (int)status >= 500);
        Assert.Equal(20, (await alice.ListTodos()).Items.Select(t => t.Position).Distinct().Count());
    }

    /// <summary>Moves as the services do, on rows in memory; says how many had to make room.</summary>
    private static int Move(Dictionary<Guid, string> keys, Guid moved, List<Guid> front, List<Guid> back)
    {
        Sibling Row(Guid id) => new(id, keys[id]);
        var place = Neighbourhood.Between(front is [.., var last] ? Row(last) : null, back is [var first, ..] ? Row(first) : null);
        for (var reach = 32; place is null; reach *= 2)
        {
            place = Neighbourhood.Spread(
                [.. Enumerable.Reverse(front).Take(reach + 1).Select(Row)], [.. back.Take(reach + 1).Select(Row)], reach);
        }

        foreach (var (id, position) in place.Shifted)
            keys[id] = position;
        keys[moved] = place.Position;
        return place.Shifted.Count;
    }

    private static async Task<List<Guid>> Order(TestUser user) => [.. (await user.ListTodos("limit=100")).Items.Select(t => t.Id)];

    private static Task<List<ListItem>> Lists(TestUser user) => user.Get<List<ListItem>>(user.Lists);
}

using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>That what recurs is there once: after an undo, a redo, a second completion and many at once.</summary>
[Trait("Kind", "Api")]
public sealed class RecurrenceUndoTests(ApiHost host) : ApiTest(host)
{
    private static readonly DateOnly s_friday = new(2026, 11, 20);

    [Theory]
    [MemberData(nameof(Completions.Ways), MemberType = typeof(Completions))]
    public async Task One_undo_takes_both_back_and_doing_it_again_goes_the_same_way(string way)
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Rent", DueOn: s_friday, Recurrence: "FREQ=MONTHLY;COUNT=2"));
        using var answer = await alice.Complete(todo, way);

        using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest());

        Assert.Equal(2, (await undone.Expect<UndoResult>(HttpStatusCode.OK)).Reverted.Count);
        var open = Assert.Single((await alice.ListTodos("status=all")).Items);
        Assert.Equal((todo.Id, todo.Recurrence, false), (open.Id, open.Recurrence, open.Completed));
        using var again = await alice.Complete(open, way);
        Assert.Equal(new DateOnly(2026, 12, 20), Assert.Single((await alice.ListTodos()).Items).DueOn);
    }

    [Fact]
    public async Task Reopening_what_is_done_and_doing_it_again_makes_no_second_successor()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Rent", DueOn: s_friday, Recurrence: "FREQ=DAILY"));
        for (var i = 0; i < 3; i++)
        {
            using var toggled = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}/complete");
            await toggled.Expect(HttpStatusCode.OK);
        }

        Assert.Equal(2, (await alice.ListTodos("status=all")).Items.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_many_that_complete_it_at_once_one_makes_a_successor(bool named)
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Rent", DueOn: s_friday, Recurrence: "FREQ=MONTHLY"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            using var answer = i % 3 == 0 && !named
                ? await alice.Complete(todo, "batch")
                : await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}/complete", new CompleteTodo(true), named ? todo.Version : null);
            return answer.StatusCode;
        }));

        Assert.DoesNotContain(answers, s => s is not (HttpStatusCode.OK or HttpStatusCode.PreconditionFailed));
        Assert.Equal(named ? 1 : 24, answers.Count(s => s == HttpStatusCode.OK));
        Assert.Single((await alice.ListTodos()).Items);
        Assert.Single((await alice.ListTodos("status=completed")).Items);
    }

    [Fact]
    public async Task Undoing_takes_the_parts_of_the_next_one_back_and_a_redo_brings_them_again()
    {
        using var alice = await NewUser();
        var whole = await alice.CreateTodo(new CreateTodo("Clean", DueOn: s_friday, Recurrence: "FREQ=WEEKLY"));
        await alice.CreateTodo(new CreateTodo("Kitchen", ParentId: whole.Id));
        using var done = await alice.Complete(whole, "complete");

        using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest());
        var afterUndo = (await alice.ListTodos("status=all")).Items;
        var undo = await undone.Expect<UndoResult>(HttpStatusCode.OK);
        using var redone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(undo.Turn));

        Assert.Equal(["Clean", "Kitchen"], afterUndo.Select(t => t.Title).Order());
        Assert.Empty((await redone.Expect<UndoResult>(HttpStatusCode.OK)).ChangedSince);
        var all = (await alice.ListTodos("status=all")).Items;
        Assert.Equal(["Clean", "Clean", "Kitchen", "Kitchen"], all.Select(t => t.Title).Order());
        Assert.Equal("FREQ=WEEKLY", Assert.Single(all, t => t.Recurrence is not null).Recurrence);
        Assert.True((await alice.GetTodo(whole.Id)).Completed);
    }

    [Fact]
    public async Task A_next_one_that_was_changed_since_is_reported_and_left_alone()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Rent", DueOn: s_friday, Recurrence: "FREQ=MONTHLY"));
        using var done = await alice.Complete(todo, "complete");
        var turn = Guid.Parse(Assert.Single(done.Headers.GetValues("Turn-Id")));
        var next = Assert.Single((await alice.ListTodos()).Items);
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{next.Id}", new PatchTodo(Title: "Higher rent"));

        using var undone = await alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest(turn));

        var undo = await undone.Expect<UndoResult>(HttpStatusCode.OK);
        Assert.Equal([todo.Id], undo.Reverted.Select(r => r.Id));
        Assert.Equal([next.Id], undo.ChangedSince.Select(r => r.Id));
        Assert.Equal("Higher rent", (await alice.GetTodo(next.Id)).Title);
    }

    [Fact]
    public async Task Whole_series_of_one_account_at_once_end_without_a_deadlock_and_none_is_lost()
    {
        using var alice = await NewUser();
        var todos = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => alice.CreateTodo(
            new CreateTodo($"series {i}", Tags: ["shared"], DueOn: s_friday, Recurrence: "FREQ=DAILY;COUNT=6"))));

        for (var round = 0; round < 5; round++)
        {
            var open = (await alice.ListTodos()).Items;
            var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
            {
                using var answer = i % 4 == 0
                    ? await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [.. open.Select(t => t.Id)]))
                    : await alice.Complete(open[i % open.Count], i % 2 == 0 ? "complete" : "patch");
                return answer.StatusCode;
            }));
            Assert.DoesNotContain(answers, status => (int)status >= 500);
            Assert.Equal(todos.Length, (await alice.ListTodos()).Items.Count);
        }

        Assert.All((await alice.ListTodos()).Items, t => Assert.Equal(s_friday.AddDays(5), t.DueOn));
        Assert.Equal(30, (await alice.ListTodos("status=completed")).Items.Count);
    }
}

using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class BatchTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task Each_action_does_its_work_and_counts_what_it_changed()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Elsewhere");
        var a = await alice.CreateTodo("a");
        var b = await alice.CreateTodo(new CreateTodo("b", Tags: ["old"]));
        Guid[] ids = [a.Id, b.Id, a.Id];
        async Task<int> Run(BatchAction action, Guid? listId = null, params string[] tags)
        {
            using var answer = await alice.Post($"{alice.Todos}/batch", new BatchTodos(action, ids, listId, tags));
            return (await answer.Expect<BatchResult>(HttpStatusCode.OK)).Changed;
        }

        Assert.Equal(2, await Run(BatchAction.Complete));
        Assert.Equal(0, await Run(BatchAction.Complete));
        Assert.Equal(2, await Run(BatchAction.Reopen));
        Assert.Equal(2, await Run(BatchAction.Move, list.Id));
        Assert.Equal(2, await Run(BatchAction.Tag, null, "NEW", "old"));
        Assert.Equal(["new", "old"], (await alice.GetTodo(a.Id)).Tags);
        Assert.Equal(2, await Run(BatchAction.Untag, null, "old"));
        Assert.Equal(["new"], (await alice.GetTodo(b.Id)).Tags);
        Assert.Equal(2, await Run(BatchAction.Delete));
        Assert.Equal(2, (await alice.ListTodos("status=trash")).Items.Count);
        Assert.Equal(2, await Run(BatchAction.Restore));
        Assert.Equal(2, (await alice.ListTodos($"list={list.Id}")).Items.Count);
    }

    [Fact]
    public async Task One_that_cannot_be_found_keeps_all_from_changing()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var hers = await alice.CreateTodo("hers");
        var his = await bob.CreateTodo("his");

        using var answer = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Delete, [hers.Id, his.Id]));

        await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Equal(hers.Version, (await alice.GetTodo(hers.Id)).Version);
        Assert.Equal(his.Version, (await bob.GetTodo(his.Id)).Version);
    }

    [Fact]
    public async Task A_batch_is_one_turn_in_the_history_of_each()
    {
        using var alice = await NewUser();
        var a = await alice.CreateTodo("a");
        var b = await alice.CreateTodo("b");

        using var answer = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [a.Id, b.Id]));

        var turn = (await answer.Expect<BatchResult>(HttpStatusCode.OK)).Turn;
        Assert.Equal(turn.ToString(), Assert.Single(answer.Headers.GetValues("Turn-Id")));
        foreach (var todo in new[] { a, b })
            Assert.Equal(turn, (await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history")).Items[0].Turn);
    }

    [Theory]
    [InlineData("{\"action\":\"complete\",\"ids\":[]}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"action\":\"complete\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"action\":\"explode\",\"ids\":[\"00000000-0000-7000-8000-000000000000\"]}", ProblemCodes.MalformedJson)]
    [InlineData("{\"action\":\"move\",\"ids\":[\"00000000-0000-7000-8000-000000000000\"]}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"action\":\"tag\",\"ids\":[\"00000000-0000-7000-8000-000000000000\"]}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"action\":\"tag\",\"ids\":[\"00000000-0000-7000-8000-000000000000\"],\"tags\":[\"a b\"]}", ProblemCodes.ValidationFailed)]
    public async Task A_batch_that_makes_no_sense_is_refused(string body, string code)
    {
        using var alice = await NewUser();

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await alice.PostAsync($"{alice.Todos}/batch", content, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task More_than_five_hundred_are_refused_and_five_hundred_are_not()
    {
        using var alice = await NewUser();
        var id = (await alice.CreateTodo("a")).Id;

        using var tooMany = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [.. Enumerable.Repeat(id, 501)]));
        using var enough = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [.. Enumerable.Repeat(id, 500)]));

        await tooMany.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.Equal(1, (await enough.Expect<BatchResult>(HttpStatusCode.OK)).Changed);
    }

    [Fact]
    public async Task Tagging_beyond_twenty_is_refused_as_a_whole()
    {
        using var alice = await NewUser();
        var full = await alice.CreateTodo(new CreateTodo("full", Tags: [.. Enumerable.Range(0, 20).Select(i => $"t{i:00}")]));
        var empty = await alice.CreateTodo("empty");

        using var answer = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Tag, [full.Id, empty.Id], null, ["more"]));

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.Empty((await alice.GetTodo(empty.Id)).Tags);
    }
}

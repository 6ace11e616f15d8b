using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class IdempotencyTests(ReplicaPair host) : IClassFixture<ReplicaPair>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_post_fifty_times_to_two_replicas_creates_one_row_and_gives_one_answer()
    {
        using var alice = await host.NewUser();
        using var elsewhere = alice.At(host.Second);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var answer = await Post(i % 2 == 0 ? alice : elsewhere, "todos", new CreateTodo("once"), "key-1");
            return (answer.StatusCode, answer.Headers.ETag?.Tag, answer.Headers.Location, Body: await answer.Content.ReadAsStringAsync(Ct));
        }));

        Assert.Equal(HttpStatusCode.Created, Assert.Single(answers.Distinct()).StatusCode);
        Assert.Single((await alice.ListTodos()).Items);
    }

    [Fact]
    public async Task The_same_undo_fifty_times_to_two_replicas_takes_one_turn_back()
    {
        using var alice = await host.NewUser();
        using var elsewhere = alice.At(host.Second);
        var todo = await alice.CreateTodo("0");
        foreach (var title in new[] { "1", "2" })
        {
            using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: title));
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var answer = await Post(i % 2 == 0 ? alice : elsewhere, "undo", new UndoRequest(), "undo-1");
            return (answer.StatusCode, Turn: Assert.Single(answer.Headers.GetValues("Turn-Id")), Body: await answer.Content.ReadAsStringAsync(Ct));
        }));

        Assert.Equal(HttpStatusCode.OK, Assert.Single(answers.Distinct()).StatusCode);
        Assert.Equal("1", (await alice.GetTodo(todo.Id)).Title);
    }

    [Fact]
    public async Task An_undo_that_was_refused_under_a_key_has_changed_nothing_and_may_be_tried_again()
    {
        using var alice = await host.NewUser();
        var list = await alice.CreateList("Home");
        using var deleted = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);
        var turn = new UndoRequest(Guid.Parse(Assert.Single(deleted.Headers.GetValues("Turn-Id"))));
        var rival = await alice.CreateList("HOME");

        using var refused = await Post(alice, "undo", turn, "key");
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Lists}/{rival.Id}", new PatchList(Name: "House"));
        using var tried = await Post(alice, "undo", turn, "key");

        await refused.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        await tried.Expect(HttpStatusCode.OK);
        Assert.Null((await alice.Get<ListItem>($"{alice.Lists}/{list.Id}")).DeletedAt);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        using var alice = await host.NewUser();
        using var first = await Post(alice, "todos", new CreateTodo("a"), "key");

        using var other = await Post(alice, "todos", new CreateTodo("b"), "key");
        using var elsewhere = await Post(alice, "lists", new CreateList("a"), "key");

        await other.ExpectProblem(HttpStatusCode.UnprocessableEntity, ProblemCodes.IdempotencyKeyReused);
        await elsewhere.ExpectProblem(HttpStatusCode.UnprocessableEntity, ProblemCodes.IdempotencyKeyReused);
        Assert.Single((await alice.ListTodos()).Items);
    }

    [Fact]
    public async Task Two_people_may_use_the_same_key()
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();

        using var hers = await Post(alice, "todos", new CreateTodo("hers"), "key");
        using var his = await Post(bob, "todos", new CreateTodo("hers"), "key");

        Assert.NotEqual((await hers.Expect<TodoItem>(HttpStatusCode.Created)).Id, (await his.Expect<TodoItem>(HttpStatusCode.Created)).Id);
    }

    [Fact]
    public async Task A_request_that_was_refused_may_be_tried_again_with_its_key()
    {
        using var alice = await host.NewUser();
        var missing = Guid.NewGuid();

        using var refused = await Post(alice, "todos", new CreateTodo("a", ListId: missing), "key");
        using var tried = await Post(alice, "todos", new CreateTodo("a"), "key");

        await refused.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await tried.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        using var alice = await host.NewUser();

        using var answer = await Post(alice, "todos", new CreateTodo("a"), new string('k', 256));

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.InvalidHeader);
    }

    [Fact]
    public async Task Answers_are_forgotten_after_a_day()
    {
        using var alice = await host.NewUser();
        using var first = await Post(alice, "todos", new CreateTodo("a"), "key");
        await host.Postgres.ExecuteAsync(
            $"UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE owner_id = '{alice.Id}'", host.Database);

        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IdempotencyRetention>().RunAsync(Ct);
        using var second = await Post(alice, "todos", new CreateTodo("a"), "key");

        await second.Expect(HttpStatusCode.Created);
        Assert.Equal(2, (await alice.ListTodos()).Items.Count);
    }

    private static async Task<HttpResponseMessage> Post<T>(TestUser user, string path, T body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{user.Id}/{path}")
        {
            Content = JsonContent.Create(body, options: ContractJson.Options),
        };
        request.Headers.Add(IdempotencyFilter.Header, key);
        return await user.SendAsync(request, Ct);
    }
}

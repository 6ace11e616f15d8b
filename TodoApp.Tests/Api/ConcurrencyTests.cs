using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class ConcurrencyTests(ApiHost host) : ApiTest(host)
{
    [Theory]
    [InlineData("PUT", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("PATCH", "/complete")]
    public async Task A_stale_version_is_refused_and_changes_nothing(string method, string suffix)
    {
        using var alice = await NewUser();
        var stale = await alice.CreateTodo("Title");
        using var first = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{stale.Id}", new PatchTodo(Title: "Newer"), stale.Version);
        var newer = await first.Expect<TodoItem>(HttpStatusCode.OK);

        object? body = (method, suffix) switch
        {
            ("PUT", _) => new ReplaceTodo("Lost"),
            ("PATCH", "") => new PatchTodo(Title: "Lost"),
            _ => null,
        };
        using var answer = await alice.Send(new HttpMethod(method), $"{alice.Todos}/{stale.Id}{suffix}", body, stale.Version);

        await answer.ExpectProblem(HttpStatusCode.PreconditionFailed, ProblemCodes.VersionMismatch);
        Assert.Equal(newer.Version, (await alice.GetTodo(stale.Id)).Version);
    }

    [Fact]
    public async Task Of_sixty_four_writers_with_the_same_version_exactly_one_wins_each_round()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("round 0");
        for (var round = 1; round <= 5; round++)
        {
            var version = todo.Version;
            var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async writer =>
            {
                using var answer = await alice.Send(
                    HttpMethod.Put, $"{alice.Todos}/{todo.Id}", new ReplaceTodo($"round {round} writer {writer}"), version);
                return answer.StatusCode;
            }));

            Assert.Single(answers, HttpStatusCode.OK);
            Assert.Equal(63, answers.Count(s => s == HttpStatusCode.PreconditionFailed));
            todo = await alice.GetTodo(todo.Id);
            Assert.StartsWith($"round {round} writer", todo.Title, StringComparison.Ordinal);
        }

        var history = await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history");
        Assert.Equal(6, history.Items.Count);
    }

    [Fact]
    public async Task Patches_of_different_members_at_once_are_all_kept()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Title");
        PatchTodo[] patches =
            [new(Title: "Other"), new(Notes: "notes"), new(Priority: Priority.High), new(DueOn: new DateOnly(2026, 1, 1))];

        await Task.WhenAll(patches.Select(async patch =>
        {
            using var answer = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", patch);
            await answer.Expect(HttpStatusCode.OK);
        }));

        var merged = await alice.GetTodo(todo.Id);
        Assert.Equal(
            ("Other", "notes", Priority.High, new DateOnly(2026, 1, 1)),
            (merged.Title, merged.Notes, merged.Priority, merged.DueOn!.Value));
    }

    [Fact]
    public async Task Undoing_while_the_same_todos_are_written_ends_without_a_deadlock()
    {
        using var alice = await NewUser();
        var ids = (await Task.WhenAll(Enumerable.Range(0, 4).Select(i => alice.CreateTodo($"todo {i}")))).Select(t => t.Id).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var answer = await ((i % 4) switch
            {
                0 => alice.Post($"/api/v1/{alice.Id}/undo", new UndoRequest()),
                1 => alice.Send(HttpMethod.Patch, $"{alice.Todos}/{ids[i / 4 % 4]}", new PatchTodo(After: new(null))),
                _ => alice.Send(HttpMethod.Patch, $"{alice.Todos}/{ids[i / 4 % 4]}/complete"),
            });
            return answer.StatusCode;
        }));

        Assert.DoesNotContain(answers, status => (int)status >= 500);
    }

    [Fact]
    public async Task Writers_of_one_account_in_every_way_at_once_end_without_a_deadlock()
    {
        using var alice = await NewUser();
        var todos = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => alice.CreateTodo(new CreateTodo($"todo {i}", Tags: ["shared"]))));
        var ids = todos.Select(t => t.Id).ToArray();
        var random = new Random(7);

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(async i =>
        {
            var order = ids.OrderBy(_ => random.Next()).ToArray();
            using var answer = await ((i % 4) switch
            {
                0 => alice.Post($"{alice.Todos}/batch", new BatchTodos(i % 8 == 0 ? BatchAction.Complete : BatchAction.Reopen, order)),
                1 => alice.Send(HttpMethod.Patch, $"{alice.Todos}/{order[0]}/complete"),
                2 => alice.Post(alice.Todos, new CreateTodo($"new {i}", Tags: ["shared", $"tag{i}"])),
                _ => alice.Send(HttpMethod.Patch, $"{alice.Todos}/{order[0]}", new PatchTodo(Notes: $"notes {i}")),
            });
            return answer.StatusCode;
        }));

        Assert.DoesNotContain(answers, status => (int)status >= 500);
    }
}

using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class HistoryTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task Every_write_is_in_the_history_with_what_it_changed()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("First");
        var path = $"{alice.Todos}/{todo.Id}";
        using var a = await alice.Send(HttpMethod.Patch, path, new PatchTodo(Title: "Second"));
        using var b = await alice.Send(HttpMethod.Patch, path + "/complete");
        using var c = await alice.Send(HttpMethod.Patch, path + "/complete");
        using var d = await alice.DeleteAsync(path, Ct);
        using var e = await alice.Send(HttpMethod.Post, path + "/restore");
        using var f = await alice.DeleteAsync(path, Ct);
        using var g = await alice.DeleteAsync(path + "?permanent=true", Ct);

        var history = (await alice.Get<Page<HistoryEntry>>(path + "/history")).Items.Reverse().ToList();

        Assert.Equal(
            ["created", "updated", "completed", "reopened", "deleted", "restored", "deleted", "erased"], history.Select(h => h.Kind));
        Assert.All(history, h => Assert.Equal(("todo", todo.Id, "user"), (h.Entity, h.Id, h.Actor)));
        Assert.Equal("First", history[0].After!.Value.GetProperty("title").GetString());
        Assert.Equal("{\"title\": \"First\"}".Replace(" ", "", StringComparison.Ordinal), history[1].Before!.Value.GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("Second", history[1].After!.Value.GetProperty("title").GetString());
        Assert.Equal(history.Select(h => h.Seq).Order(), history.Select(h => h.Seq));
        Assert.Equal(8, history.Select(h => h.Turn).Distinct().Count());
    }

    [Fact]
    public async Task A_write_that_changes_nothing_leaves_no_trace()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Title");

        using var same = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "Title"));
        using var open = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}/complete", new CompleteTodo(false));

        Assert.Single((await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history")).Items);
    }

    [Fact]
    public async Task History_pages_newest_first()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("0");
        for (var i = 1; i <= 4; i++)
        {
            using var answer = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: $"{i}"));
        }

        var first = await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history?limit=3");
        var second = await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history?limit=3&cursor={first.NextCursor}");

        Assert.Equal(["4", "3", "2", "1", "0"], first.Items.Concat(second.Items).Select(h => h.After!.Value.GetProperty("title").GetString()));
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData("cursor=x", ProblemCodes.InvalidCursor)]
    [InlineData("limit=0", ProblemCodes.ValidationFailed)]
    public async Task A_page_that_cannot_be_is_refused(string query, string code)
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("a");

        using var answer = await alice.GetAsync($"{alice.Todos}/{todo.Id}/history?{query}", Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }
}

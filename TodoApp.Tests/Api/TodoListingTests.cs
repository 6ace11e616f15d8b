using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class TodoListingTests(ApiHost host) : ApiTest(host)
{
    private static readonly DateOnly s_friday = new(2026, 11, 20);

    [Fact]
    public async Task Each_filter_narrows_the_list()
    {
        using var alice = await NewUser();
        var home = await alice.CreateList("Home");
        await alice.CreateTodo(new CreateTodo("in list", ListId: home.Id));
        await alice.CreateTodo(new CreateTodo("tagged", Tags: ["Work"]));
        await alice.CreateTodo(new CreateTodo("important", Priority: Priority.High));
        await alice.CreateTodo(new CreateTodo("due friday", "100%_sure", DueOn: s_friday));
        await alice.CreateTodo(new CreateTodo("due saturday at midnight", DueOn: s_friday.AddDays(1), DueAt: TimeOnly.MinValue));
        var done = await alice.CreateTodo("done");
        using var completed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{done.Id}/complete");

        async Task<string> Titles(string query) => string.Join(", ", (await alice.ListTodos(query)).Items.Select(t => t.Title));

        Assert.Equal("in list", await Titles($"list={home.Id}"));
        Assert.Equal("tagged", await Titles("tag=WORK"));
        Assert.Equal("important", await Titles("priority=high"));
        Assert.Equal("due friday", await Titles("dueTo=2026-11-20"));
        Assert.Equal("due saturday at midnight", await Titles("dueFrom=2026-11-21"));
        Assert.Equal("due friday, due saturday at midnight", await Titles("dueFrom=2026-11-20&dueTo=2026-11-21"));
        Assert.Equal("due friday", await Titles("q=100%25_"));
        Assert.Equal("important", await Titles("q=IMPORT"));
        Assert.Equal("", await Titles("q=0_s"));
        Assert.Equal("done", await Titles("status=completed"));
        Assert.Equal(6, (await alice.ListTodos("status=all")).Items.Count);
        Assert.Equal(5, (await alice.ListTodos()).Items.Count);
    }

    [Theory]
    [InlineData("position")]
    [InlineData("-position")]
    [InlineData("due")]
    [InlineData("-due")]
    [InlineData("priority")]
    [InlineData("-priority")]
    [InlineData("created")]
    [InlineData("-updated")]
    [InlineData("title")]
    [InlineData("-title")]
    public async Task Pages_of_every_order_partition_the_list_and_agree_with_one_large_page(string sort)
    {
        using var alice = await NewUser();
        var random = new Random(20);
        for (var i = 0; i < 23; i++)
        {
            var due = random.Next(3) == 0 ? (DateOnly?)null : s_friday.AddDays(random.Next(3));
            TimeOnly? at = due is not null && random.Next(2) == 0 ? new TimeOnly(random.Next(3), 0) : null;
            await alice.CreateTodo(new CreateTodo($"{"aÄbBzZ"[random.Next(6)]} title", Priority: (Priority)random.Next(4), DueOn: due, DueAt: at));
        }

        var whole = (await alice.ListTodos($"sort={sort}&limit=100")).Items.Select(t => t.Id).ToList();
        var paged = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await alice.ListTodos($"sort={sort}&limit=4" + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            paged.AddRange(page.Items.Select(t => t.Id));
            cursor = page.NextCursor;
        }

        Assert.Equal(23, whole.Distinct().Count());
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task Completed_and_trashed_todos_page_newest_first()
    {
        using var alice = await NewUser();
        var titles = Enumerable.Range(0, 5).Select(i => $"todo {i}").ToList();
        foreach (var title in titles)
        {
            var todo = await alice.CreateTodo(title);
            using var completed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}/complete");
        }

        var first = await alice.ListTodos("status=completed&limit=3");
        var second = await alice.ListTodos($"status=completed&limit=3&cursor={first.NextCursor}");

        Assert.Equal(Enumerable.Reverse(titles), first.Items.Concat(second.Items).Select(t => t.Title));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Due_order_puts_times_before_the_whole_day_and_no_day_last()
    {
        using var alice = await NewUser();
        await alice.CreateTodo("some day");
        await alice.CreateTodo(new CreateTodo("friday", DueOn: s_friday));
        await alice.CreateTodo(new CreateTodo("friday at nine", DueOn: s_friday, DueAt: new TimeOnly(9, 0)));
        await alice.CreateTodo(new CreateTodo("thursday", DueOn: s_friday.AddDays(-1)));

        var titles = (await alice.ListTodos("sort=due")).Items.Select(t => t.Title);

        Assert.Equal(["thursday", "friday at nine", "friday", "some day"], titles);
    }

    [Theory]
    [InlineData("limit=0", ProblemCodes.ValidationFailed)]
    [InlineData("limit=101", ProblemCodes.ValidationFailed)]
    [InlineData("limit=many", ProblemCodes.BadRequest)]
    [InlineData("sort=colour", ProblemCodes.ValidationFailed)]
    [InlineData("sort=completed", ProblemCodes.ValidationFailed)]
    [InlineData("status=9", ProblemCodes.ValidationFailed)]
    [InlineData("status=never", ProblemCodes.ValidationFailed)]
    [InlineData("dueFrom=tomorrow", ProblemCodes.BadRequest)]
    [InlineData("list=inbox", ProblemCodes.BadRequest)]
    [InlineData("q=a%00b", ProblemCodes.ValidationFailed)]
    [InlineData("tag=a%00b", ProblemCodes.ValidationFailed)]
    [InlineData("cursor=!", ProblemCodes.InvalidCursor)]
    [InlineData("cursor=AAAA", ProblemCodes.InvalidCursor)]
    [InlineData("sort=due&cursor=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDFkdWV8bm9uc2Vuc2U", ProblemCodes.InvalidCursor)]
    public async Task A_query_that_cannot_be_understood_is_a_problem_of_its_own(string query, string code)
    {
        using var alice = await NewUser();

        using var answer = await alice.GetAsync($"{alice.Todos}?{query}", Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        using var alice = await NewUser();
        for (var i = 0; i < 3; i++)
            await alice.CreateTodo($"todo {i}");
        var page = await alice.ListTodos("limit=1");

        using var answer = await alice.GetAsync($"{alice.Todos}?sort=due&cursor={page.NextCursor}", Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.InvalidCursor);
    }
}

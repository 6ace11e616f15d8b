using System.Net;
using System.Text;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class RecurrenceTests(ApiHost host) : ApiTest(host)
{
    private static readonly DateOnly s_friday = new(2026, 11, 20);

    private static readonly string[] s_none = [];

    [Theory]
    [MemberData(nameof(Completions.Ways), MemberType = typeof(Completions))]
    public async Task Completing_leaves_the_done_one_in_history_and_makes_the_next(string way)
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");
        var todo = await alice.CreateTodo(new CreateTodo(
            "Water plants", "all of them", list.Id, null, Priority.High, ["green"], s_friday, new TimeOnly(8, 0), "Asia/Tokyo", "byday=mo,fr;freq=weekly"));
        Assert.Equal("FREQ=WEEKLY;BYDAY=MO,FR", todo.Recurrence);

        using var answer = await alice.Complete(todo, way);

        await answer.Expect(HttpStatusCode.OK);
        var done = await alice.GetTodo(todo.Id);
        Assert.True(done.Completed);
        Assert.Equal((s_friday, null), (done.DueOn!.Value, done.Recurrence));
        var next = Assert.Single((await alice.ListTodos()).Items);
        Assert.Equal(Lasting(todo) with { DueOn = new DateOnly(2026, 11, 23) }, Lasting(next));
        Assert.Equal(["green"], next.Tags);
        Assert.Equal(7, next.Id.Version);
        var turn = Guid.Parse(Assert.Single(answer.Headers.GetValues("Turn-Id")));
        Assert.Equal((turn, "completed"), await LastWrite(alice, done.Id));
        Assert.Equal((turn, "created"), await LastWrite(alice, next.Id));
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20261121", 2)]
    [InlineData("FREQ=DAILY;COUNT=1", 1)]
    public async Task A_series_ends_where_its_rule_says(string rule, int occurrences)
    {
        using var alice = await NewUser();
        await alice.CreateTodo(new CreateTodo("Pill", DueOn: s_friday, Recurrence: rule));

        var done = 0;
        while ((await alice.ListTodos()).Items is [var open])
        {
            Assert.Equal(s_friday.AddDays(done), open.DueOn);
            using var answer = await alice.Complete(open, "complete");
            done++;
            Assert.InRange(done, 1, occurrences);
        }

        Assert.Equal(occurrences, done);
    }

    [Fact]
    public async Task A_new_rule_counts_anew()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Pill", DueOn: s_friday, Recurrence: "FREQ=DAILY;COUNT=2"));
        using var first = await alice.Complete(todo, "complete");
        var second = Assert.Single((await alice.ListTodos()).Items);

        using var changed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{second.Id}", new PatchTodo(Recurrence: "FREQ=WEEKLY;COUNT=2"));
        using var done = await alice.Complete(second, "complete");

        Assert.Equal(s_friday.AddDays(8), Assert.Single((await alice.ListTodos()).Items).DueOn);
    }

    [Fact]
    public async Task Counted_from_completion_the_next_one_comes_after_today_where_its_owner_is()
    {
        using var alice = await NewUser("Pacific/Kiritimati");
        var todo = await alice.CreateTodo(new CreateTodo(
            "Cut hair", DueOn: new DateOnly(2020, 1, 1), Recurrence: "FREQ=DAILY;INTERVAL=10", RecurrenceFrom: RecurrenceFrom.Completion));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati");
        var before = DueInstant.DayOf(DateTimeOffset.UtcNow, zone);

        using var done = await alice.Complete(todo, "complete");

        var next = Assert.Single((await alice.ListTodos()).Items);
        Assert.InRange(next.DueOn!.Value, before.AddDays(10), DueInstant.DayOf(DateTimeOffset.UtcNow, zone).AddDays(10));
        Assert.Equal(RecurrenceFrom.Completion, next.RecurrenceFrom);
    }

    [Fact]
    public async Task Parts_come_along_open_and_as_many_days_later()
    {
        using var alice = await NewUser();
        var whole = await alice.CreateTodo(new CreateTodo("Clean", DueOn: s_friday, Recurrence: "FREQ=WEEKLY"));
        var part = await alice.CreateTodo(new CreateTodo("Kitchen", ParentId: whole.Id, DueOn: s_friday.AddDays(-1), Tags: ["wet"]));
        await alice.CreateTodo(new CreateTodo("Bath", ParentId: whole.Id));
        var gone = await alice.CreateTodo(new CreateTodo("Cellar", ParentId: whole.Id));
        using var deleted = await alice.DeleteAsync($"{alice.Todos}/{gone.Id}", Ct);
        using var partDone = await alice.Complete(part, "complete");

        using var done = await alice.Complete(whole, "complete");

        var next = Assert.Single((await alice.ListTodos()).Items, t => t.Title == "Clean");
        var parts = (await alice.ListTodos()).Items.Where(t => t.ParentId == next.Id).ToDictionary(t => t.Title);
        Assert.Equal(["Bath", "Kitchen"], parts.Keys.Order());
        Assert.Equal(s_friday.AddDays(6), parts["Kitchen"].DueOn);
        Assert.Equal(["wet"], parts["Kitchen"].Tags);
        Assert.True((await alice.GetTodo(part.Id)).Completed);
    }

    [Fact]
    public async Task A_batch_moves_each_series_on_and_the_rest_is_just_done()
    {
        using var alice = await NewUser();
        var daily = await alice.CreateTodo(new CreateTodo("daily", DueOn: s_friday, Recurrence: "FREQ=DAILY"));
        var last = await alice.CreateTodo(new CreateTodo("last", DueOn: s_friday, Recurrence: "FREQ=DAILY;COUNT=1"));
        var once = await alice.CreateTodo(new CreateTodo("once", DueOn: s_friday));

        using var answer = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [daily.Id, last.Id, once.Id]));

        Assert.Equal(3, (await answer.Expect<BatchResult>(HttpStatusCode.OK)).Changed);
        Assert.Equal(("daily", s_friday.AddDays(1)), Assert.Single((await alice.ListTodos()).Items.Select(t => (t.Title, t.DueOn!.Value))));
        Assert.Equal(3, (await alice.ListTodos("status=completed")).Items.Count);
    }

    [Fact]
    public async Task Patching_keeps_the_rule_and_clearing_the_day_clears_it()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("Rent", DueOn: s_friday, Recurrence: "FREQ=MONTHLY", RecurrenceFrom: RecurrenceFrom.Completion));

        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(Title: "Rents"));
        using var cleared = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{todo.Id}", new PatchTodo(DueOn: new Optional<DateOnly?>(null)));

        var kept = await renamed.Expect<TodoItem>(HttpStatusCode.OK);
        Assert.Equal(("FREQ=MONTHLY", RecurrenceFrom.Completion), (kept.Recurrence, kept.RecurrenceFrom));
        var plain = await cleared.Expect<TodoItem>(HttpStatusCode.OK);
        Assert.Equal((null, RecurrenceFrom.Due), (plain.Recurrence, plain.RecurrenceFrom));
    }

    [Theory]
    [InlineData("{\"title\":\"x\",\"dueOn\":\"2026-11-20\",\"recurrence\":\"FREQ=SOMETIMES\"}")]
    [InlineData("{\"title\":\"x\",\"dueOn\":\"2026-11-20\",\"recurrence\":\"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31\"}")]
    [InlineData("{\"title\":\"x\",\"dueOn\":\"2026-11-20\",\"recurrence\":\"\"}")]
    [InlineData("{\"title\":\"x\",\"recurrence\":\"FREQ=DAILY\"}")]
    public async Task A_rule_that_is_none_or_has_no_day_to_start_from_is_refused(string body)
    {
        using var alice = await NewUser();
        var part = await Part(alice);

        using var created = await alice.PostAsync(alice.Todos, Json(body, "application/json"), Ct);
        using var patched = await alice.PatchAsync($"{alice.Todos}/{part.ParentId}", Json(body, "application/merge-patch+json"), Ct);

        foreach (var answer in new[] { created, patched })
        {
            var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
            Assert.True(problem.GetProperty("errors").TryGetProperty("recurrence", out _), problem.ToString());
        }
    }

    [Fact]
    public async Task A_part_recurs_with_its_whole_only()
    {
        using var alice = await NewUser();
        var part = await Part(alice);

        using var created = await alice.Post(alice.Todos, new CreateTodo("x", ParentId: part.ParentId, DueOn: s_friday, Recurrence: "FREQ=DAILY"));
        using var patched = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{part.Id}", new PatchTodo(DueOn: s_friday, Recurrence: "FREQ=DAILY"));
        using var replaced = await alice.Send(
            HttpMethod.Put, $"{alice.Todos}/{part.Id}", new ReplaceTodo("x", DueOn: s_friday, Recurrence: "FREQ=DAILY"), part.Version);

        foreach (var answer in new[] { created, patched, replaced })
        {
            var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
            Assert.True(problem.GetProperty("errors").TryGetProperty("recurrence", out _), problem.ToString());
        }
    }

    [Fact]
    public async Task What_comes_next_can_be_seen_with_instants_that_know_daylight_saving()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo(
            "Call", DueOn: new DateOnly(2027, 3, 26), DueAt: new TimeOnly(9, 0), TimeZone: "Europe/Berlin", Recurrence: "FREQ=DAILY;INTERVAL=2;COUNT=4"));

        var two = await Occurrences(alice, todo.Id, "?limit=2");
        var all = await Occurrences(alice, todo.Id, "");

        Assert.Equal([new(2027, 3, 28), new(2027, 3, 30)], two.Items.Select(o => o.DueOn));
        Assert.All(two.Items, o => Assert.Equal(7, o.DueInstant!.Value.UtcDateTime.Hour));
        Assert.True(two.More);
        Assert.Equal((3, false), (all.Items.Count, all.More));
    }

    [Fact]
    public async Task What_does_not_recur_has_no_occurrences_and_what_is_not_mine_is_not_there()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var once = await alice.CreateTodo("once");

        using var his = await bob.GetAsync($"{bob.Todos}/{once.Id}/occurrences", Ct);
        using var tooMany = await alice.GetAsync($"{alice.Todos}/{once.Id}/occurrences?limit=101", Ct);

        Assert.Empty((await Occurrences(alice, once.Id, "?limit=100")).Items);
        await his.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        await tooMany.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    private static Task<UpcomingOccurrences> Occurrences(TestUser user, Guid id, string query) =>
        user.Get<UpcomingOccurrences>($"{user.Todos}/{id}/occurrences{query}");

    private static async Task<TodoItem> Part(TestUser user)
    {
        var whole = await user.CreateTodo("whole");
        return await user.CreateTodo(new CreateTodo("part", ParentId: whole.Id));
    }

    private static async Task<(Guid Turn, string Kind)> LastWrite(TestUser user, Guid id)
    {
        var entry = (await user.Get<Page<HistoryEntry>>($"{user.Todos}/{id}/history")).Items[0];
        return (entry.Turn, entry.Kind);
    }

    /// <summary>What one occurrence passes on to the next.</summary>
    private static TodoItem Lasting(TodoItem todo) =>
        todo with { Id = default, Tags = s_none, CreatedAt = default, UpdatedAt = default, Version = "" };

    private static StringContent Json(string body, string type) => new(body, Encoding.UTF8, type);
}

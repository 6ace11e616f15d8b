using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class TodoCountTests(ApiHost host) : ApiTest(host)
{
    [Theory]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Europe/Berlin")]
    [InlineData("Pacific/Kiritimati")]
    public async Task Today_is_where_the_account_is(string zone)
    {
        using var alice = await NewUser(zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        foreach (var (days, title) in new[] { (-2, "a"), (-1, "b"), (0, "c"), (1, "d"), (1, "e"), (400, "f") })
            await alice.CreateTodo(new CreateTodo(title, DueOn: today.AddDays(days)));
        await alice.CreateTodo(new CreateTodo("at the last minute", DueOn: today, DueAt: new TimeOnly(23, 59)));
        await alice.CreateTodo("some day");

        var counts = await Counts(alice);

        Assert.Equal((2, 4, 3, 8), (counts.Overdue, counts.Today, counts.Upcoming, counts.Inbox));
    }

    [Fact]
    public async Task Only_open_todos_outside_the_trash_are_counted_in_their_lists_and_under_their_tags()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        await bob.CreateTodo(new CreateTodo("his", Tags: ["work"], DueOn: new DateOnly(2026, 1, 1)));
        var home = await alice.CreateList("Home");
        var empty = await alice.CreateList("Empty");
        var gone = await alice.CreateList("Gone");
        await alice.CreateTodo(new CreateTodo("a", ListId: home.Id, Tags: ["work", "urgent"]));
        await alice.CreateTodo(new CreateTodo("b", ListId: home.Id, Tags: ["work"]));
        await alice.CreateTodo(new CreateTodo("goes with its list", ListId: gone.Id, Tags: ["work"]));
        var done = await alice.CreateTodo(new CreateTodo("done", Tags: ["done"]));
        using var a = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{done.Id}/complete");
        using var b = await alice.DeleteAsync($"{alice.Lists}/{gone.Id}", Ct);

        var counts = await Counts(alice);

        Assert.Equal((0, 0, 0, 0), (counts.Overdue, counts.Today, counts.Upcoming, counts.Inbox));
        Assert.Equal(
            new Dictionary<Guid, int> { [home.Id] = 2, [empty.Id] = 0, [alice.Tokens.User.InboxId] = 0 }, counts.Lists);
        Assert.Equal(new Dictionary<string, int> { ["work"] = 2, ["urgent"] = 1 }, counts.Tags);
    }

    [Fact]
    public async Task A_count_stops_at_a_thousand()
    {
        using var alice = await NewUser();
        await Host.Postgres.ExecuteAsync($"""
            INSERT INTO todos (id, owner_id, list_id, title, tags, due_on, position, created_at, updated_at, actor, turn)
            SELECT gen_random_uuid(), '{alice.Id}', '{alice.Tokens.User.InboxId}', 'todo ' || n, ARRAY['many'], '2026-01-01',
                   lpad(n::text, 5, '0') || 'V', now(), now(), 'user', gen_random_uuid()
            FROM generate_series(1, 1200) AS n
            """, Host.Database);

        var counts = await Counts(alice);

        Assert.Equal(
            (1_000, 1_000, 1_000, 1_000, 0), (counts.Overdue, counts.Today, counts.Inbox, counts.Tags["many"], counts.Upcoming));
    }

    private static Task<TodoCounts> Counts(TestUser user) => user.Get<TodoCounts>($"{user.Todos}/counts");
}

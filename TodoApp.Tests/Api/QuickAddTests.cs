using System.Net;
using System.Text;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class QuickAddTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task A_text_is_understood_and_nothing_is_created()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home Office");

        var preview = await Parse(alice, "Pay rent 2030-12-31 9am !high #Money /\"home office\" every month");

        Assert.Equal(
            ("Pay rent", new DateOnly(2030, 12, 31), new TimeOnly(9, 0), Priority.High, "FREQ=MONTHLY", "home office", "Europe/Berlin"),
            (preview.Todo.Title, preview.Todo.DueOn!.Value, preview.Todo.DueAt!.Value, preview.Todo.Priority, preview.Todo.Recurrence, preview.Todo.ListName, preview.TimeZone));
        Assert.Equal(["money"], preview.Todo.Tags);
        Assert.Equal(list.Id, preview.ListId);
        Assert.Equal(6, preview.Todo.Spans.Count);
        Assert.Empty((await alice.ListTodos("status=all")).Items);
    }

    [Fact]
    public async Task Today_is_the_accounts_own_day()
    {
        using var east = await NewUser("Pacific/Kiritimati");
        using var west = await NewUser("Pacific/Pago_Pago");

        var there = (await Parse(east, "x today")).Todo.DueOn!.Value;
        var here = (await Parse(west, "x today")).Todo.DueOn!.Value;

        Assert.InRange(there.DayNumber - here.DayNumber, 1, 2);
    }

    [Fact]
    public async Task The_accounts_language_is_the_one_that_is_understood()
    {
        using var alice = await NewUser();
        using var changed = await alice.Send(HttpMethod.Patch, "/api/v1/me", new UpdateProfile(Locale: "de-DE"));
        await changed.Expect(HttpStatusCode.OK);

        var preview = await Parse(alice, "Miete jeden 1.");

        Assert.Equal(("Miete", "FREQ=MONTHLY;BYMONTHDAY=1"), (preview.Todo.Title, preview.Todo.Recurrence));
    }

    [Fact]
    public async Task Quick_add_creates_what_the_preview_showed()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Home");

        using var answer = await alice.Post($"{alice.Todos}/quick", new QuickAddText("Pay rent 2030-12-31 9am !high #money /HOME"));

        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);
        Assert.Equal($"{alice.Todos}/{todo.Id}", answer.Headers.Location?.OriginalString);
        Assert.Equal($"\"{todo.Version}\"", answer.Headers.ETag?.Tag);
        Assert.Equal(
            ("Pay rent", list.Id, new DateOnly(2030, 12, 31), new TimeOnly(9, 0), "Europe/Berlin", Priority.High),
            (todo.Title, todo.ListId, todo.DueOn!.Value, todo.DueAt!.Value, todo.TimeZone, todo.Priority));
        Assert.Equal(["money"], todo.Tags);
    }

    [Fact]
    public async Task What_is_said_besides_the_text_wins_over_it()
    {
        using var alice = await NewUser();
        await alice.CreateList("Home");
        var garden = await alice.CreateList("Garden");

        using var answer = await alice.Post($"{alice.Todos}/quick", new QuickAddTodo(
            "Pay rent 2030-12-31 9am !high #money /HOME", "At the bank", garden.Id, Priority.Low, ["Home", "money"],
            new DateOnly(2031, 1, 2), new TimeOnly(17, 30), new(Guid.NewGuid(), new DateOnly(2029, 1, 1))));

        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);
        Assert.Equal(
            ("Pay rent", "At the bank", garden.Id, new DateOnly(2031, 1, 2), new TimeOnly(17, 30), Priority.Low),
            (todo.Title, todo.Notes, todo.ListId, todo.DueOn!.Value, todo.DueAt!.Value, todo.Priority));
        Assert.Equal(["home", "money"], todo.Tags);
    }

    [Theory]
    [InlineData("Pay rent", "2029-01-01")]
    [InlineData("Pay rent 2030-12-31", "2030-12-31")]
    public async Task What_holds_otherwise_holds_where_nothing_is_said(string text, string day)
    {
        using var alice = await NewUser();
        var garden = await alice.CreateList("Garden");

        using var answer = await alice.Post(
            $"{alice.Todos}/quick", new QuickAddTodo(text, Otherwise: new(garden.Id, new DateOnly(2029, 1, 1))));

        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);
        Assert.Equal((garden.Id, DateOnly.ParseExact(day, "O")), (todo.ListId, todo.DueOn!.Value));
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused()
    {
        using var alice = await NewUser();
        var many = Enumerable.Range(0, Limits.TagsPerTodo).Select(i => $"t{i}").ToList();

        using var time = await alice.Post($"{alice.Todos}/quick", new QuickAddTodo("Dentist", DueAt: new TimeOnly(9, 0)));
        using var tags = await alice.Post($"{alice.Todos}/quick", new QuickAddTodo("Dentist #more", Tags: many));
        using var list = await alice.Post($"{alice.Todos}/quick", new QuickAddTodo("Dentist", ListId: Guid.NewGuid()));

        await time.Expect(HttpStatusCode.BadRequest);
        await tags.Expect(HttpStatusCode.BadRequest);
        await list.Expect(HttpStatusCode.BadRequest);
        Assert.Empty((await alice.ListTodos("status=all")).Items);
    }

    [Theory]
    [InlineData("Water the plants every 3 days", "FREQ=DAILY;INTERVAL=3", RecurrenceFrom.Due)]
    [InlineData("Water the plants every! 3 days", "FREQ=DAILY;INTERVAL=3", RecurrenceFrom.Completion)]
    public async Task What_repeats_recurs(string text, string rule, RecurrenceFrom from)
    {
        using var alice = await NewUser();

        using var answer = await alice.Post($"{alice.Todos}/quick", new QuickAddText(text));

        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);
        Assert.Equal(("Water the plants", rule, from), (todo.Title, todo.Recurrence, todo.RecurrenceFrom));
    }

    [Fact]
    public async Task A_list_that_there_is_not_stays_in_the_title()
    {
        using var alice = await NewUser();

        var preview = await Parse(alice, "Buy milk /nowhere");
        using var answer = await alice.Post($"{alice.Todos}/quick", new QuickAddText("Buy milk /nowhere"));

        Assert.Equal((null, "nowhere", "Buy milk /nowhere"), (preview.ListId, preview.Todo.ListName, preview.Todo.Title));
        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);
        Assert.Equal(("Buy milk /nowhere", alice.Tokens.User.InboxId), (todo.Title, todo.ListId));
    }

    [Fact]
    public async Task Another_users_list_is_not_found_by_its_name()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        await alice.CreateList("Secret");

        Assert.Null((await Parse(bob, "x /secret")).ListId);
    }

    [Theory]
    [InlineData("{\"text\":\"\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"text\":\"  \"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"text\":null}", ProblemCodes.ValidationFailed)]
    [InlineData("{}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"text\":\"a\\u0000b\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"text\":\"a\",\"title\":\"b\"}", ProblemCodes.UnknownField)]
    [InlineData("{\"text\":", ProblemCodes.MalformedJson)]
    public async Task A_text_that_breaks_its_rules_is_a_problem(string body, string code)
    {
        using var alice = await NewUser();
        foreach (var route in new[] { "parse", "quick" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await alice.PostAsync($"{alice.Todos}/{route}", content, Ct);

            await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
        }
    }

    [Fact]
    public async Task Text_and_title_have_their_bounds()
    {
        using var alice = await NewUser();

        using var tooLong = await alice.Post($"{alice.Todos}/parse", new QuickAddText(new string('x', Limits.QuickAdd + 1)));
        using var noTitle = await alice.Post($"{alice.Todos}/quick", new QuickAddText(new string('x', Limits.Title + 1)));

        await tooLong.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        var problem = await noTitle.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty("text", out _), problem.ToString());
    }

    [Fact]
    public async Task Bodies_of_another_type_or_size_are_problems_of_their_own()
    {
        using var alice = await NewUser();
        using var plain = new StringContent("buy milk", Encoding.UTF8, "text/plain");
        using var huge = new StringContent($"{{\"text\":\"{new string('x', Limits.Body)}\"}}", Encoding.UTF8, "application/json");

        using var unsupported = await alice.PostAsync($"{alice.Todos}/quick", plain, Ct);
        using var tooLarge = await alice.PostAsync($"{alice.Todos}/quick", huge, Ct);

        await unsupported.ExpectProblem(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
        await tooLarge.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.BodyTooLarge);
    }

    private static async Task<QuickAddPreview> Parse(TestUser user, string text)
    {
        using var answer = await user.Post($"{user.Todos}/parse", new QuickAddText(text));
        return await answer.Expect<QuickAddPreview>(HttpStatusCode.OK);
    }
}

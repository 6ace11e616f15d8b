using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Importing files of all formats.</summary>
[Trait("Kind", "Api")]
public sealed class ImportTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/me/import";

    private static readonly string s_csv = "title,list,tags,due_on,recurrence\r\nMilk,Shop,dairy,,\r\nRent,,,2026-12-01,FREQ=MONTHLY\r\n";

    [Theory]
    [InlineData("apple-reminders.ics", 1, 0, 3)]
    [InlineData("nextcloud-tasks.ics", 0, 2, 4)]
    [InlineData("thunderbird.ics", 0, 0, 4)]
    [InlineData("todoist.csv", 0, 3, 9)]
    [InlineData("vikunja.json", 2, 1, 4)]
    public async Task A_file_of_another_product_is_imported_without_saying_what_it_is(string name, int lists, int tags, int todos)
    {
        using var bob = await NewUser();

        var result = await (await Send(bob, TransferSamples.Read(name))).Expect<ImportResult>(HttpStatusCode.OK);

        Assert.Equal((lists, tags, todos), (result.Lists, result.Tags, result.Todos));
        Assert.Equal(todos, (await bob.Get<AccountExport>("/api/v1/me/export")).Todos.Count);
        Assert.NotEmpty(result.Notes);
    }

    [Theory]
    [InlineData("todoist.csv")]
    [InlineData("vikunja.json")]
    [InlineData("apple-reminders.ics")]
    public async Task A_dry_run_reports_what_the_import_does_and_writes_nothing(string name)
    {
        using var bob = await NewUser();
        var before = await Everything(bob);

        var dry = await (await Send(bob, TransferSamples.Read(name), "dryRun=true")).Expect<ImportResult>(HttpStatusCode.OK);
        var after = await Everything(bob);
        var real = await (await Send(bob, TransferSamples.Read(name))).Expect<ImportResult>(HttpStatusCode.OK);

        Assert.Equal(before, after);
        Assert.True(dry is { DryRun: true, Turn: null } && real is { DryRun: false, Turn: not null });
        Assert.Equal(JsonSerializer.Serialize(real with { DryRun = true, Turn = null }), JsonSerializer.Serialize(dry));
    }

    [Theory]
    [InlineData("title,due_on\r\nGood,2026-12-01\r\nBad,someday\r\n", "line 3")]
    [InlineData("title\r\nGood\r\n\"never closed\r\n", "line 3")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:Good\r\nEND:VTODO\r\nBEGIN:VTODO\r\n", "line 5")]
    public async Task One_bad_line_and_nothing_is_imported(string file, string line)
    {
        using var bob = await NewUser();
        var before = await Everything(bob);

        using var answer = await Send(bob, file);

        var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty(line, out _), problem.ToString());
        Assert.Equal(before, await Everything(bob));
    }

    [Fact]
    public async Task One_undo_takes_an_import_back()
    {
        using var bob = await NewUser();
        var result = await (await Send(bob, s_csv)).Expect<ImportResult>(HttpStatusCode.OK);
        Assert.Equal(2, (await bob.ListTodos()).Items.Count);

        using var undone = await bob.Post($"/api/v1/{bob.Id}/undo", new { turn = result.Turn });

        await undone.Expect(HttpStatusCode.OK);
        Assert.Empty((await bob.ListTodos("status=all")).Items);
        Assert.Single(await bob.Get<IReadOnlyList<ListItem>>(bob.Lists));
    }

    [Fact]
    public async Task A_list_that_is_named_takes_what_names_none()
    {
        using var bob = await NewUser();

        await (await Send(bob, s_csv, "format=csv&list=From%20elsewhere")).Expect(HttpStatusCode.OK);

        var lists = (await bob.Get<IReadOnlyList<ListItem>>(bob.Lists)).ToDictionary(l => l.Name, l => l.Id);
        Assert.Equal("Rent", (await bob.ListTodos($"list={lists["From elsewhere"]}")).Items.Single().Title);
        Assert.Equal("Milk", (await bob.ListTodos($"list={lists["Shop"]}")).Items.Single().Title);
    }

    [Fact]
    public async Task Ten_mebibytes_are_read_and_a_byte_more_is_not()
    {
        using var bob = await NewUser();
        var file = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nX-LONG:" + new string('x', Limits.ImportBody);
        var end = "\nEND:VTODO\nEND:VCALENDAR\n";

        using var most = await Send(bob, file[..(Limits.ImportBody - end.Length)] + end);
        using var tooMuch = await Send(bob, file[..(Limits.ImportBody - end.Length + 1)] + end);

        await most.Expect(HttpStatusCode.OK);
        await tooMuch.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.BodyTooLarge);
    }

    [Fact]
    public async Task More_todos_than_one_import_takes_are_refused()
    {
        using var bob = await NewUser();

        using var answer = await Send(bob, "title\n" + string.Concat(Enumerable.Repeat("x\n", Limits.ImportTodos + 1)));

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.Empty((await bob.ListTodos()).Items);
    }

    [Fact]
    public async Task More_lists_or_tags_than_an_account_can_have_are_refused_by_the_dry_run_too()
    {
        using var bob = await NewUser();
        var lists = "title,list\n" + string.Concat(Enumerable.Range(0, Limits.Lists).Select(i => $"x,list {i}\n"));
        var tags = "title,tags\n" + string.Concat(Enumerable.Range(0, Limits.Tags + 1).Select(i => $"x,tag{i}\n"));

        foreach (var file in new[] { lists, tags })
        {
            using var answer = await Send(bob, file, "dryRun=true");
            await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.TooMany);
        }
    }

    [Theory]
    [InlineData("format=xlsx", ProblemCodes.ValidationFailed)]
    [InlineData("format=99", ProblemCodes.ValidationFailed)]
    [InlineData("dryRun=perhaps", ProblemCodes.BadRequest)]
    [InlineData("list=%00", ProblemCodes.ValidationFailed)]
    public async Task Options_that_mean_nothing_are_refused(string query, string code)
    {
        using var bob = await NewUser();

        using var answer = await Send(bob, s_csv, query);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        using var bob = await NewUser();

        using var answer = await Send(bob, s_csv, type: "application/x-www-form-urlencoded");

        await answer.ExpectProblem(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(Scopes.TodosRead)]
    [InlineData(Scopes.TodosWrite)]
    public async Task A_token_for_todos_neither_exports_nor_imports(string scope)
    {
        using var bob = await NewUser();
        var made = await (await bob.Post("/api/v1/me/tokens", new CreateApiToken("script", [scope], DateTimeOffset.UtcNow.AddDays(1))))
            .Expect<CreatedApiToken>(HttpStatusCode.Created);
        using var script = Host.Anonymous();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Token);

        using var export = await script.GetAsync("/api/v1/me/export?format=csv", Ct);
        using var import = await Send(script, s_csv, "dryRun=true");

        await export.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
        await import.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
    }

    internal static async Task<HttpResponseMessage> Send(
        HttpClient client, string file, string query = "", string type = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}?{query}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file)) { Headers = { ContentType = new(type) } },
        };
        // Says no before it has read everything; whoever asks first hears it.
        request.Headers.ExpectContinue = true;
        return await client.SendAsync(request, Ct);
    }

    private static async Task<string> Everything(TestUser user) =>
        await user.GetStringAsync($"{user.Todos}?status=all", Ct) + await user.GetStringAsync(user.Lists, Ct) + await user.GetStringAsync(user.Tags, Ct)
        + await user.GetStringAsync($"/api/v1/{user.Id}/changes?since=0", Ct);
}

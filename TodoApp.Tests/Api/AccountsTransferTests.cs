using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Taking everything along, and bringing it back.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsTransferTests(ApiHost host) : ApiTest(host)
{
    private const string ExportPath = "/api/v1/me/export";
    private const string ImportPath = "/api/v1/me/import";

    [Fact]
    public async Task What_was_exported_and_erased_comes_back_with_an_import()
    {
        using var alice = await NewUser();
        await Furnish(alice);
        var before = await alice.Get<AccountExport>(ExportPath);
        await (await alice.Send(HttpMethod.Delete, "/api/v1/me", new DeleteAccount(TestUser.Password))).Expect(HttpStatusCode.NoContent);
        using var again = await NewUser();

        using var answer = await again.Post(ImportPath, before);

        var result = await answer.Expect<ImportResult>(HttpStatusCode.OK);
        Assert.Equal((2, 3, 5), (result.Lists, result.Tags, result.Todos));
        Assert.Equal(answer.Headers.GetValues("Turn-Id").Single(), result.Turn.ToString());
        Assert.Equal(Shape(before), Shape(await again.Get<AccountExport>(ExportPath)));
    }

    [Fact]
    public async Task An_export_is_a_file_and_names_its_owner_but_no_secret()
    {
        using var alice = await NewUser();

        using var answer = await alice.GetAsync(ExportPath, Ct);

        await answer.Expect(HttpStatusCode.OK);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("todoapp-export.json", answer.Content.Headers.ContentDisposition?.FileName);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(alice.Tokens.User.Email, text, StringComparison.Ordinal);
        foreach (var secret in new[] { "password", "hash", "stamp", "token" })
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lists_and_tags_of_the_same_name_are_merged()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        await Furnish(alice);
        var home = await bob.CreateList("HOME");
        await bob.CreateTodo(new CreateTodo("Bob's own", ListId: home.Id, Tags: ["urgent"]));

        using var answer = await bob.Post(ImportPath, await alice.Get<AccountExport>(ExportPath));

        var result = await answer.Expect<ImportResult>(HttpStatusCode.OK);
        Assert.Equal((1, 2), (result.Lists, result.Tags));
        var inHome = await bob.ListTodos($"list={home.Id}&status=all");
        Assert.Contains("Rent", inHome.Items.Select(t => t.Title));
        Assert.Contains("Bob's own", inHome.Items.Select(t => t.Title));
        Assert.Equal(2, (await bob.Get<IReadOnlyList<ListItem>>(bob.Lists)).Count);
    }

    [Fact]
    public async Task An_import_takes_fresh_ids_so_that_it_can_be_done_twice_and_by_anybody()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Mine");
        var file = await alice.Get<AccountExport>(ExportPath);
        using var bob = await NewUser();

        await (await bob.Post(ImportPath, file)).Expect(HttpStatusCode.OK);
        await (await bob.Post(ImportPath, file)).Expect(HttpStatusCode.OK);

        Assert.Equal(2, (await bob.ListTodos()).Items.Count(t => t.Title == "Mine" && t.Id != todo.Id));
        Assert.Equal("Mine", (await alice.GetTodo(todo.Id)).Title);
    }

    public static TheoryData<string, string> Flaws => new()
    {
        { "$.format", "2" },
        { "$.lists[0].isInbox", "true" },
        { "$.lists[0].id", "\"01890000-0000-7000-8000-0000000000aa\"" },
        { "$.lists[1].name", "\" \"" },
        { "$.lists[1].name", "\"nul\\u0000\"" },
        { "$.lists[1].color", "\"mauve\"" },
        { "$.lists[1]", "null" },
        { "$.tags[0].name", "\"two words\"" },
        { "$.todos[0].listId", "\"01890000-0000-7000-8000-0000000000ff\"" },
        { "$.todos[0].parentId", "\"01890000-0000-7000-8000-0000000000ff\"" },
        { "$.todos[1].id", "\"01890000-0000-7000-8000-000000000001\"" },
        { "$.todos[0].title", "\"\"" },
        { "$.todos[0].title", "null" },
        { "$.todos[0].timeZone", "\"Mars/Olympus\"" },
        { "$.todos[0].dueAt", "\"10:00:00\"" },
        { "$.todos[0].recurrence", "\"FREQ=DAILY\"" },
        { "$.todos[0].occurrencesDone", "-1" },
        { "$.todos[0].tags", "[\"a b\"]" },
        { "$.todos[0]", "null" },
        { "$.todos", "null" },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task One_flaw_and_nothing_is_imported(string where, string value)
    {
        using var bob = await NewUser();
        var file = Sound();
        Set(file, where, JsonNode.Parse(value));

        using var answer = await bob.Post<JsonNode>(ImportPath, file);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.Empty((await bob.ListTodos("status=all")).Items);
        Assert.Single(await bob.Get<IReadOnlyList<ListItem>>(bob.Lists));
    }

    [Fact]
    public async Task The_file_that_the_flaws_are_put_into_is_sound()
    {
        using var bob = await NewUser();

        using var answer = await bob.Post<JsonNode>(ImportPath, Sound());

        await answer.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_part_of_a_part_is_refused()
    {
        using var bob = await NewUser();
        var file = Sound();
        Set(file, "$.todos[0].parentId", file["todos"]![1]!["id"]!.GetValue<string>());
        Set(file, "$.todos[1].parentId", file["todos"]![0]!["id"]!.GetValue<string>());

        using var answer = await bob.Post<JsonNode>(ImportPath, file);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Fact]
    public async Task More_than_an_account_can_have_is_too_many_and_nothing_is_imported()
    {
        using var bob = await NewUser();
        await bob.CreateTodo(new CreateTodo("Own", Tags: ["own"]));
        var file = Sound();
        file["tags"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(
            i => new JsonObject { ["name"] = $"tag{i}", ["color"] = null, ["createdAt"] = "2026-01-01T00:00:00Z" })]);

        using var answer = await bob.Post<JsonNode>(ImportPath, file);

        await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.TooMany);
        Assert.Single((await bob.ListTodos()).Items);
    }

    [Fact]
    public async Task Ten_thousand_todos_come_in_at_once_and_eleven_megabytes_do_not()
    {
        using var bob = await NewUser();
        var file = Sound();
        file["todos"] = new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => Todo(i, new string('n', 500)))]);

        using var answer = await bob.Post<JsonNode>(ImportPath, file);
        file["todos"] = new JsonArray([.. Enumerable.Range(0, 1_200).Select(i => Todo(i, new string('n', 9_500)))]);
        using var tooLong = await bob.Post<JsonNode>(ImportPath, file);

        Assert.Equal(10_000, (await answer.Expect<ImportResult>(HttpStatusCode.OK)).Todos);
        await tooLong.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.BodyTooLarge);
        Assert.Equal(10_000, (await bob.Get<AccountExport>(ExportPath)).Todos.Count);
    }

    [Fact]
    public async Task Times_that_are_still_to_come_or_from_before_computers_are_brought_into_bounds()
    {
        using var bob = await NewUser();
        var file = Sound();
        Set(file, "$.todos[0].createdAt", "0001-01-01T00:00:00Z");
        Set(file, "$.todos[0].completedAt", "9999-12-31T00:00:00+00:00");

        await (await bob.Post<JsonNode>(ImportPath, file)).Expect(HttpStatusCode.OK);

        var todo = (await bob.Get<AccountExport>(ExportPath)).Todos[0];
        Assert.Equal(DateTimeOffset.UnixEpoch, todo.CreatedAt);
        Assert.InRange(todo.CompletedAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    private static async Task Furnish(TestUser user)
    {
        var home = await user.CreateList("Home");
        var old = await user.CreateList("Old");
        var rent = await user.CreateTodo(new CreateTodo(
            "Rent", "**now**", home.Id, null, Priority.High, ["urgent", "money"], new DateOnly(2027, 1, 1), new TimeOnly(9, 30), "Asia/Tokyo",
            "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=12", RecurrenceFrom.Completion));
        await user.CreateTodo(new CreateTodo("Part of it", ListId: home.Id, ParentId: rent.Id));
        await user.CreateTodo(new CreateTodo("Right to left: דנה 🦄", Tags: ["späti"]));
        var done = await user.CreateTodo("Done");
        await (await user.Send(HttpMethod.Patch, $"{user.Todos}/{done.Id}/complete")).Expect(HttpStatusCode.OK);
        await user.CreateTodo(new CreateTodo("In the trash", ListId: old.Id));
        await (await user.Send(HttpMethod.Delete, $"{user.Lists}/{old.Id}")).Expect(HttpStatusCode.NoContent);
    }

    /// <summary>What must survive: everything but ids and whose it is.</summary>
    private static string Shape(AccountExport file)
    {
        var lists = file.Lists.ToDictionary(l => l.Id, l => l.Name);
        var todos = file.Todos.ToDictionary(t => t.Id, t => t.Title);
        return JsonSerializer.Serialize(new
        {
            Lists = file.Lists.Where(l => !l.IsInbox).Select(l => l with { Id = Guid.Empty }),
            file.Tags,
            Todos = file.Todos.OrderBy(t => t.Title, StringComparer.Ordinal).Select(t => new
            {
                List = lists[t.ListId],
                Parent = t.ParentId is { } p ? todos[p] : null,
                Rest = t with { Id = Guid.Empty, ListId = Guid.Empty, ParentId = null },
            }),
        });
    }

    private static JsonObject Sound()
    {
        var file = JsonNode.Parse(Frame)!.AsObject();
        file["todos"] = new JsonArray(Todo(1, "notes"), Todo(2, null));
        return file;
    }

    private const string Frame =
        """
        {
          "format": 1, "exportedAt": "2026-01-01T00:00:00Z",
          "profile": { "email": "a@example.org", "displayName": "A", "timeZone": "UTC", "locale": "en", "createdAt": "2026-01-01T00:00:00Z" },
          "lists": [
            { "id": "01890000-0000-7000-8000-0000000000bb", "name": "Work", "color": null, "isInbox": false, "archived": false,
              "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z", "deletedAt": null },
            { "id": "01890000-0000-7000-8000-0000000000aa", "name": "Inbox", "color": null, "isInbox": true, "archived": false,
              "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z", "deletedAt": null } ],
          "tags": [ { "name": "a", "color": "red", "createdAt": "2026-01-01T00:00:00Z" } ],
          "todos": []
        }
        """;

    private static JsonObject Todo(int number, string? notes) => new()
    {
        ["id"] = $"01890000-0000-7000-8000-{number:000000000000}",
        ["listId"] = "01890000-0000-7000-8000-0000000000aa",
        ["title"] = $"Todo {number}",
        ["notes"] = notes,
        ["priority"] = "low",
        ["createdAt"] = "2026-01-01T00:00:00+02:00",
        ["updatedAt"] = "2026-01-01T00:00:00Z",
    };

    private static void Set(JsonObject file, string path, JsonNode? value)
    {
        JsonNode node = file;
        var steps = path[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
            node = int.TryParse(step, out var i) ? node[i]! : node[step]!;
        if (int.TryParse(steps[^1], out var last))
            node[last] = value;
        else
            node[steps[^1]] = value;
    }
}

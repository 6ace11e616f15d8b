using System.Net;
using System.Text;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class TodoInputTests(ApiHost host) : ApiTest(host)
{
    [Theory]
    [InlineData("{", ProblemCodes.MalformedJson)]
    [InlineData("", ProblemCodes.BadRequest)]
    [InlineData("null", ProblemCodes.BadRequest)]
    [InlineData("[]", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":1}", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":\"a\",\"owner\":\"b\"}", ProblemCodes.UnknownField)]
    [InlineData("{\"title\":\"a\",\"priority\":\"urgent\"}", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":\"a\",\"priority\":2}", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":\"a\",\"dueOn\":\"31.12.2026\"}", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":\"a\",\"listId\":\"inbox\"}", ProblemCodes.MalformedJson)]
    [InlineData("{\"title\":\"\\ud800\"}", ProblemCodes.MalformedJson)]
    [InlineData("{}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":null}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"   \"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\\u0000b\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\\u001bb\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\\nb\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"notes\":\"b\\u0000\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"dueAt\":\"09:00\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"timeZone\":\"Europe/Berlin\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"dueOn\":\"2026-01-01\",\"dueAt\":\"09:00\",\"timeZone\":\"../etc/passwd\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"tags\":[\"two words\"]}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"tags\":[null]}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"listId\":\"00000000-0000-7000-8000-000000000000\"}", ProblemCodes.ValidationFailed)]
    [InlineData("{\"title\":\"a\",\"parentId\":\"00000000-0000-7000-8000-000000000000\"}", ProblemCodes.ValidationFailed)]
    public async Task A_body_that_is_wrong_is_a_problem_of_its_own_and_creates_nothing(string body, string code)
    {
        using var alice = await NewUser();

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await alice.PostAsync(alice.Todos, content, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
        Assert.Empty((await alice.ListTodos("status=all")).Items);
    }

    [Fact]
    public async Task A_title_of_a_thousand_characters_is_refused_and_one_of_two_hundred_is_not()
    {
        using var alice = await NewUser();

        using var tooLong = await alice.Post(alice.Todos, new CreateTodo(new string('x', 1000)));

        var problem = await tooLong.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty("title", out _), problem.ToString());
        Assert.Equal(200, (await alice.CreateTodo(new string('x', 200))).Title.Length);
    }

    [Theory]
    [InlineData("مرحبا بالعالم")]
    [InlineData("שלום ‏עולם")]
    [InlineData("👩‍👩‍👧‍👦 family 🎉")]
    [InlineData("e\u0301 combining")]
    [InlineData("'; DROP TABLE todos; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{{7*7}} ${7*7} %s %n")]
    public async Task Any_text_that_people_write_comes_back_as_it_was(string title)
    {
        using var alice = await NewUser();

        var todo = await alice.CreateTodo(new CreateTodo(title, title + "\r\n\t" + title));

        var read = await alice.GetTodo(todo.Id);
        Assert.Equal((title, title + "\r\n\t" + title), (read.Title, read.Notes));
    }

    [Fact]
    public async Task Twenty_one_tags_are_one_too_many()
    {
        using var alice = await NewUser();

        using var answer = await alice.Post(alice.Todos, new CreateTodo("a", Tags: [.. Enumerable.Range(0, 21).Select(i => $"t{i}")]));

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Fact]
    public async Task A_body_beyond_its_bound_is_refused()
    {
        using var alice = await NewUser();

        using var content = new StringContent("{\"title\":\"" + new string('x', Limits.Body) + "\"}", Encoding.UTF8, "application/json");
        using var answer = await alice.PostAsync(alice.Todos, content, Ct);

        await answer.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.BodyTooLarge);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        using var alice = await NewUser();

        using var content = new StringContent("title=a", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await alice.PostAsync(alice.Todos, content, Ct);

        await answer.ExpectProblem(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", HttpStatusCode.NotFound, ProblemCodes.NoSuchRoute)]
    [InlineData("GET", "/api/v1/{user}/todos/not-an-id", HttpStatusCode.NotFound, ProblemCodes.NoSuchRoute)]
    [InlineData("PUT", "/api/v1/{user}/todos", HttpStatusCode.MethodNotAllowed, ProblemCodes.MethodNotAllowed)]
    public async Task A_route_that_is_not_there_is_a_problem_too(string method, string path, HttpStatusCode status, string code)
    {
        using var alice = await NewUser();

        using var answer = await alice.Send(new HttpMethod(method), path.Replace("{user}", alice.Id.ToString(), StringComparison.Ordinal));

        await answer.ExpectProblem(status, code);
    }

    [Fact]
    public async Task A_precondition_that_cannot_be_read_is_refused()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("a");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{alice.Todos}/{todo.Id}");
        request.Headers.TryAddWithoutValidation("If-Match", "no quotes");

        using var answer = await alice.SendAsync(request, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.InvalidHeader);
        Assert.Null((await alice.GetTodo(todo.Id)).DeletedAt);
    }
}

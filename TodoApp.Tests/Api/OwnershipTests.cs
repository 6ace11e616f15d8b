using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Every route below a user, called with another user's path and with another user's ids.</summary>
[Trait("Kind", "Api")]
public sealed class OwnershipTests(ApiHost host) : ApiTest(host)
{
    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "todos", null },
        { "GET", "todos/counts", null },
        { "GET", "changes", null },
        { "POST", "undo", "{}" },
        { "POST", "todos", "{\"title\":\"x\"}" },
        { "POST", "todos/batch", "{\"action\":\"delete\",\"ids\":[\"{todo}\"]}" },
        { "POST", "todos/parse", "{\"text\":\"x\"}" },
        { "POST", "todos/quick", "{\"text\":\"x\"}" },
        { "GET", "todos/{todo}", null },
        { "PUT", "todos/{todo}", "{\"title\":\"x\"}" },
        { "PATCH", "todos/{todo}", "{\"title\":\"x\"}" },
        { "DELETE", "todos/{todo}", null },
        { "DELETE", "todos/{todo}?permanent=true", null },
        { "PATCH", "todos/{todo}/complete", "{\"completed\":true}" },
        { "POST", "todos/{todo}/restore", null },
        { "GET", "todos/{todo}/history", null },
        { "GET", "lists", null },
        { "POST", "lists", "{\"name\":\"x\"}" },
        { "GET", "lists/{list}", null },
        { "PATCH", "lists/{list}", "{\"name\":\"x\"}" },
        { "DELETE", "lists/{list}", null },
        { "POST", "lists/{list}/restore", null },
        { "GET", "tags", null },
        { "POST", "tags", "{\"name\":\"x\"}" },
        { "GET", "tags/{tag}", null },
        { "PATCH", "tags/{tag}", "{\"color\":\"red\"}" },
        { "DELETE", "tags/{tag}", null },
    };

    public static TheoryData<string, string, string?> RoutesWithIds =>
        [.. Routes.Where(r => $"{r.Data.Item2}{r.Data.Item3}".Contains("{t", StringComparison.Ordinal) || r.Data.Item2.Contains("{l", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Another_users_path_is_forbidden_before_the_body_is_read(string method, string route, string? body)
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var path = await Fill(route, alice);
        var before = await Snapshot(alice);

        using var answer = await Call(bob, method, alice.Id, path, body is null ? null : "not json");

        await answer.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.NotYourPath);
        Assert.Equal(before, await Snapshot(alice));
    }

    [Theory]
    [MemberData(nameof(RoutesWithIds))]
    public async Task Another_users_ids_look_as_if_they_did_not_exist(string method, string route, string? body)
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var path = await Fill(route, alice);
        var content = body is null ? null : await Fill(body, alice);
        var before = await Snapshot(alice);

        using var answer = await Call(bob, method, bob.Id, path, content);

        await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Equal(before, await Snapshot(alice));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_token_nothing_answers(string method, string route, string? body)
    {
        using var alice = await NewUser();
        using var nobody = Host.Anonymous();

        using var answer = await Call(nobody, method, alice.Id, await Fill(route, alice), body);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        Assert.Contains(answer.Headers.WwwAuthenticate, c => c.Scheme == "Bearer");
    }

    [Theory]
    [InlineData("listId")]
    [InlineData("parentId")]
    public async Task Another_users_list_or_todo_cannot_be_referred_to(string member)
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var theirs = member == "listId" ? (await alice.CreateList("Hers")).Id : (await alice.CreateTodo("Hers")).Id;

        using var answer = await Call(bob, "POST", bob.Id, "todos", $"{{\"title\":\"x\",\"{member}\":\"{theirs}\"}}");

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    private static async Task<HttpResponseMessage> Call(HttpClient client, string method, Guid user, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{user}/{path}");
        if (method == "PUT")
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await client.SendAsync(request, Ct);
    }

    /// <summary>Puts ids of things that the user has into a route.</summary>
    private static async Task<string> Fill(string text, TestUser owner)
    {
        if (text.Contains("{todo}", StringComparison.Ordinal))
            text = text.Replace("{todo}", (await owner.CreateTodo("Hers")).Id.ToString(), StringComparison.Ordinal);
        if (text.Contains("{list}", StringComparison.Ordinal))
            text = text.Replace("{list}", (await owner.CreateList("Hers")).Id.ToString(), StringComparison.Ordinal);
        if (!text.Contains("{tag}", StringComparison.Ordinal))
            return text;

        using var made = await owner.Post(owner.Tags, new CreateTag("hers"));
        return text.Replace("{tag}", "hers", StringComparison.Ordinal);
    }

    private static async Task<string> Snapshot(TestUser user) =>
        await user.GetStringAsync($"{user.Todos}?status=all", Ct) + await user.GetStringAsync(user.Lists, Ct) + await user.GetStringAsync(user.Tags, Ct);
}

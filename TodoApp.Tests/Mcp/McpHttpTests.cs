using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>The rules of Streamable HTTP, held against requests that no well-behaved client sends.</summary>
[Trait("Kind", "Mcp")]
public sealed class McpHttpTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/mcp";

    [Fact]
    public async Task Who_has_no_token_is_told_where_to_learn_about_tokens()
    {
        using var mcp = new RawMcp(Host.Address, "");
        using var anonymous = Host.Anonymous();

        using var refused = await mcp.SendAsync(RawMcp.Message("tools/list", []));
        await refused.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        var challenge = refused.Headers.WwwAuthenticate.Single();
        var metadata = challenge.Parameter!.Split("resource_metadata=\"")[1].TrimEnd('"');
        var resource = JsonNode.Parse(await anonymous.GetStringAsync(metadata, Ct))!;

        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains("scope=\"todos:read todos:write\"", challenge.Parameter, StringComparison.Ordinal);
        Assert.Equal(new Uri(Host.Address, "/.well-known/oauth-protected-resource/api/v1/mcp").ToString(), metadata);
        Assert.Equal(new Uri(Host.Address, Path).ToString(), resource["resource"]!.GetValue<string>());
        Assert.Equal("""["todos:read","todos:write"]""", resource["scopes_supported"]!.ToJsonString());
        Assert.Equal("""["header"]""", resource["bearer_methods_supported"]!.ToJsonString());
    }

    [Fact]
    public async Task A_token_that_is_good_for_nothing_is_named_so()
    {
        using var mcp = new RawMcp(Host.Address, "nonsense");

        using var refused = await mcp.SendAsync(RawMcp.Message("tools/list", []));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("error=\"invalid_token\"", refused.Headers.WwwAuthenticate.Single().Parameter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:6274", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Pages_of_other_sites_may_not_speak_to_it(string? origin, HttpStatusCode status)
    {
        using var user = await NewUser();
        using var mcp = await RawAsync(user);

        using var answer = await mcp.SendAsync(RawMcp.Message("tools/list", []), ("Origin", origin));

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("Mcp-Method", "tools/list", -32020)]
    [InlineData("Mcp-Method", null, -32020)]
    [InlineData("Mcp-Name", "delete_todo", -32020)]
    [InlineData("Mcp-Name", null, -32020)]
    [InlineData("Mcp-Name", "=?base64?not base64?=", -32020)]
    [InlineData("MCP-Protocol-Version", "2025-11-25", -32020)]
    [InlineData("MCP-Protocol-Version", null, -32020)]
    [InlineData("MCP-Protocol-Version", "2999-01-01", -32022)]
    public async Task Headers_that_say_something_else_than_the_body_are_refused_before_anything_is_done(string header, string? value, int code)
    {
        using var user = await NewUser();
        using var mcp = await RawAsync(user);
        var call = new JsonObject { ["name"] = "add_todo", ["arguments"] = new JsonObject { ["title"] = "Smuggled" } };

        using var answer = await mcp.SendAsync(RawMcp.Message("tools/call", call), ("Mcp-Name", "add_todo"), (header, value));
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal((code, 1), (error["error"]!["code"]!.GetValue<int>(), error["id"]!.GetValue<int>()));
        Assert.Empty((await user.ListTodos()).Items);
    }

    [Fact]
    public async Task A_session_belongs_to_the_user_who_opened_it_and_ends_when_they_end_it()
    {
        using var alice = await NewUser();
        using var mallory = await NewUser();
        using var opened = await InitializeAsync(alice);
        var session = opened.Headers.GetValues("Mcp-Session-Id").Single();

        using var own = await InSessionAsync(alice, HttpMethod.Post, session);
        using var stolen = await InSessionAsync(mallory, HttpMethod.Post, session);
        using var ended = await InSessionAsync(mallory, HttpMethod.Delete, session);
        using var still = await InSessionAsync(alice, HttpMethod.Post, session);
        using var closed = await InSessionAsync(alice, HttpMethod.Delete, session);
        using var gone = await InSessionAsync(alice, HttpMethod.Post, session);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            new[] { own, stolen, ended, still, closed, gone }.Select(a => a.StatusCode));
    }

    [Fact]
    public async Task The_session_longest_unused_makes_room_for_the_eleventh()
    {
        using var user = await NewUser();
        var sessions = new List<string>();
        for (var i = 0; i < 11; i++)
        {
            using var opened = await InitializeAsync(user);
            sessions.Add(opened.Headers.GetValues("Mcp-Session-Id").Single());
        }

        using var first = await InSessionAsync(user, HttpMethod.Post, sessions[0]);
        using var second = await InSessionAsync(user, HttpMethod.Post, sessions[1]);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task The_revision_without_sessions_has_no_streams_and_nothing_to_end()
    {
        using var user = await NewUser();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, Path);
            request.Headers.Add("MCP-Protocol-Version", RawMcp.Revision);
            request.Headers.Accept.ParseAdd("text/event-stream");
            using var answer = await user.SendAsync(request, Ct);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["POST"], answer.Content.Headers.Allow);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""")]
    public async Task What_is_no_message_is_refused(string body)
    {
        using var user = await NewUser();
        using var answer = await PostAsync(user, new StringContent(body, new MediaTypeHeaderValue("application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(-32600, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["error"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_body_that_is_too_long_or_of_another_type_is_a_problem()
    {
        using var user = await NewUser();

        using var tooLong = await PostAsync(user, new StringContent(new string(' ', Limits.Body + 1), new MediaTypeHeaderValue("application/json")));
        using var text = await PostAsync(user, new StringContent("{}", new MediaTypeHeaderValue("text/plain")));

        await tooLong.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.BodyTooLarge);
        await text.ExpectProblem(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_write_names_the_token_that_made_it_and_the_turn_that_takes_it_back()
    {
        using var user = await NewUser();
        var token = await ToolChannel.NewTokenAsync(user, Scopes.TodosRead, Scopes.TodosWrite);
        using var mcp = new RawMcp(Host.Address, token.Token);

        var added = await mcp.CallAsync("add_todo", new { title = "Buy milk" });
        var id = added["structuredContent"]!["id"]!.GetValue<string>();
        var entry = (await user.Get<Page<HistoryEntry>>($"{user.Todos}/{id}/history")).Items.Single();
        var turn = added["_meta"]!["todoapp/turn"]!.GetValue<Guid>();

        Assert.Equal(($"agent:token:{token.Item.Id}", turn), (entry.Actor, entry.Turn));
        Assert.Contains(turn.ToString(), added["content"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var undone = await mcp.CallAsync("undo_turn", new { turn });
        Assert.Null(undone["isError"]);
        Assert.Empty((await user.ListTodos()).Items);
    }

    [Fact]
    public async Task A_write_wakes_the_streams_of_events_at_once()
    {
        using var user = await NewUser();
        using var stream = await user.GetStreamAsync($"/api/v1/{user.Id}/events", Ct).WaitAsync(TimeSpan.FromSeconds(60), Ct)
            is var body ? new StreamReader(body) : null!;
        using var mcp = await RawAsync(user);
        await stream.ReadLineAsync(Ct);

        await mcp.CallAsync("add_todo", new { title = "Buy milk" });

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        string? line;
        do
            line = await stream.ReadLineAsync(patience.Token);
        while (line?.Contains("Buy milk", StringComparison.Ordinal) is false);
        Assert.NotNull(line);
    }

    [Fact]
    public async Task Resources_and_prompts_are_the_users_own()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var stage = await ToolStage.NewAsync(alice);
        using var mcp = await RawAsync(alice);
        using var other = await RawAsync(bob);

        var list = await ReadAsync(mcp, $"todo://lists/{stage.Work.Id}");
        var today = await ReadAsync(mcp, "todo://today");
        using var foreign = await other.SendAsync(
            RawMcp.Message("resources/read", new() { ["uri"] = $"todo://lists/{stage.Work.Id}" }), ("Mcp-Name", $"todo://lists/{stage.Work.Id}"));
        using var prompts = await mcp.SendAsync(RawMcp.Message("prompts/list", []));
        var offered = await RawMcp.ResultOfAsync(prompts);

        Assert.Equal("Write report", list["todos"]!["items"]![0]!["title"]!.GetValue<string>());
        Assert.Equal(("Write report", "Buy milk"), (Title(today, "overdue"), Title(today, "due")));
        Assert.Contains("-32602", await foreign.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(["plan_my_day", "weekly_review"], offered["prompts"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()));
        Assert.Equal((600_000, "private"), (offered["ttlMs"]!.GetValue<int>(), offered["cacheScope"]!.GetValue<string>()));
    }

    private static string Title(JsonNode day, string part) => day[part]![0]!["title"]!.GetValue<string>();

    private static async Task<JsonNode> ReadAsync(RawMcp mcp, string uri)
    {
        using var answer = await mcp.SendAsync(RawMcp.Message("resources/read", new() { ["uri"] = uri }), ("Mcp-Name", uri));
        return JsonNode.Parse((await RawMcp.ResultOfAsync(answer))["contents"]![0]!["text"]!.GetValue<string>())!;
    }

    private async Task<RawMcp> RawAsync(TestUser user) =>
        new(Host.Address, (await ToolChannel.NewTokenAsync(user, Scopes.TodosRead, Scopes.TodosWrite)).Token);

    private static Task<HttpResponseMessage> InitializeAsync(TestUser user) => PostAsync(user, JsonContent(new
    {
        jsonrpc = "2.0",
        id = 1,
        method = "initialize",
        @params = new { protocolVersion = "2025-11-25", capabilities = new { }, clientInfo = new { name = "tests", version = "1" } },
    }));

    private static async Task<HttpResponseMessage> InSessionAsync(TestUser user, HttpMethod method, string session)
    {
        using var request = new HttpRequestMessage(method, Path);
        if (method == HttpMethod.Post)
            request.Content = JsonContent(new { jsonrpc = "2.0", id = 2, method = "tools/list", @params = new { } });
        request.Headers.Add("Mcp-Session-Id", session);
        return await SendAsync(user, request);
    }

    private static async Task<HttpResponseMessage> PostAsync(TestUser user, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        return await SendAsync(user, request);
    }

    private static Task<HttpResponseMessage> SendAsync(TestUser user, HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return user.SendAsync(request, Ct);
    }

    private static StringContent JsonContent(object message) => new(JsonSerializer.Serialize(message), new MediaTypeHeaderValue("application/json"));
}

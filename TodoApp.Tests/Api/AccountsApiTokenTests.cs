using System.Net;
using System.Text;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Tokens for scripts and agents.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsApiTokenTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/me/tokens";

    [Fact]
    public async Task A_token_is_shown_once_and_listed_without_its_secret()
    {
        using var alice = await NewUser();

        var created = await Create(alice, Scopes.TodosWrite, Scopes.TodosRead);

        Assert.StartsWith("tda_", created.Token, StringComparison.Ordinal);
        Assert.Equal([Scopes.TodosRead, Scopes.TodosWrite], created.Item.Scopes);
        Assert.InRange(created.Item.ExpiresAt, DateTimeOffset.UtcNow.AddDays(89), DateTimeOffset.UtcNow.AddDays(91));
        var listed = Assert.Single(await alice.Get<IReadOnlyList<ApiTokenItem>>(Path));
        Assert.Equal(created.Item with { Scopes = [] }, listed with { Scopes = [] });
        Assert.DoesNotContain(created.Token[4..], await alice.GetStringAsync(Path, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_does_what_its_scopes_allow_and_no_more()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo("Buy milk");
        using var reader = Host.Anonymous().As((await Create(alice, Scopes.TodosRead)).Token);
        using var writer = Host.Anonymous().As((await Create(alice, Scopes.TodosWrite)).Token);

        using var read = await reader.GetAsync($"{alice.Todos}/{todo.Id}", Ct);
        using var readerWrites = await reader.PostAsync(alice.Todos, Json("not even JSON"), Ct);
        using var written = await writer.PostAsync(alice.Todos, Json("""{"title":"From a script"}"""), Ct);
        using var writerReads = await writer.GetAsync(alice.Todos, Ct);
        using var profile = await reader.GetAsync("/api/v1/me", Ct);
        using var tokens = await writer.PostAsync(Path, Json("{}"), Ct);

        await read.Expect(HttpStatusCode.OK);
        await readerWrites.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
        Assert.Contains("scope=\"todos:write\"", readerWrites.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await written.Expect(HttpStatusCode.Created);
        await writerReads.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
        await profile.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
        await tokens.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
    }

    [Fact]
    public async Task The_journal_names_the_token_that_wrote()
    {
        using var alice = await NewUser();
        var token = await Create(alice, Scopes.TodosWrite);
        using var script = Host.Anonymous().As(token.Token);
        using var answer = await script.PostAsync(alice.Todos, Json("""{"title":"From a script"}"""), Ct);
        var todo = await answer.Expect<TodoItem>(HttpStatusCode.Created);

        var history = await alice.Get<Page<HistoryEntry>>($"{alice.Todos}/{todo.Id}/history");

        Assert.Equal($"token:{token.Item.Id}", Assert.Single(history.Items).Actor);
    }

    [Fact]
    public async Task A_token_says_whose_it_is_and_when_it_was_last_used()
    {
        using var alice = await NewUser();
        var token = await Create(alice, Scopes.TodosRead);
        using var script = Host.Anonymous().As(token.Token);

        using var answer = await script.GetAsync("/api/v1/validate-token", Ct);

        var status = await answer.Expect<TokenStatus>(HttpStatusCode.OK);
        Assert.Equal(alice.Id, status.UserId);
        Assert.Equal([Scopes.TodosRead], status.Scopes);
        Assert.Equal(token.Item.ExpiresAt.ToUnixTimeSeconds(), status.ExpiresAt!.Value.ToUnixTimeSeconds());
        Assert.NotNull(Assert.Single(await alice.Get<IReadOnlyList<ApiTokenItem>>(Path)).LastUsedAt);
    }

    [Fact]
    public async Task A_revoked_token_ends_at_once()
    {
        using var alice = await NewUser();
        var token = await Create(alice, Scopes.TodosRead);
        using var script = Host.Anonymous().As(token.Token);
        using (var before = await script.GetAsync(alice.Todos, Ct))
            await before.Expect(HttpStatusCode.OK);

        using var revoked = await alice.Send(HttpMethod.Delete, $"{Path}/{token.Item.Id}");
        using var again = await alice.Send(HttpMethod.Delete, $"{Path}/{token.Item.Id}");

        await revoked.Expect(HttpStatusCode.NoContent);
        await again.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        using var after = await script.GetAsync(alice.Todos, Ct);
        await after.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task An_expired_token_opens_nothing()
    {
        using var alice = await NewUser();
        var token = await Create(alice, Scopes.TodosRead);
        await Host.Postgres.ExecuteAsync($"UPDATE api_tokens SET expires_at = now() WHERE id = '{token.Item.Id}'", Host.Database);
        using var script = Host.Anonymous().As(token.Token);

        using var answer = await script.GetAsync(alice.Todos, Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task Somebody_elses_token_looks_as_if_it_did_not_exist_and_opens_only_its_owners_path()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var token = await Create(alice, Scopes.TodosRead);
        using var script = Host.Anonymous().As(token.Token);

        using var revoke = await bob.Send(HttpMethod.Delete, $"{Path}/{token.Item.Id}");
        using var trespass = await script.GetAsync(bob.Todos, Ct);

        await revoke.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        await trespass.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.NotYourPath);
        Assert.Empty(await bob.Get<IReadOnlyList<ApiTokenItem>>(Path));
    }

    [Fact]
    public async Task An_account_has_at_most_fifty_tokens_even_when_they_are_made_at_once()
    {
        using var alice = await NewUser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 55).Select(
            i => alice.Post(Path, new CreateApiToken($"token {i}", [Scopes.TodosRead]))));

        Assert.Equal(50, answers.Count(a => a.StatusCode is HttpStatusCode.Created));
        foreach (var answer in answers.Where(a => a.StatusCode is not HttpStatusCode.Created))
            await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.TooMany);
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":[]}""")]
    [InlineData("""{"name":"x","scopes":["account"]}""")]
    [InlineData("""{"name":"x","scopes":["todos:read","TODOS:WRITE"]}""")]
    [InlineData("""{"name":"x","scopes":[null]}""")]
    [InlineData("""{"name":"x","scopes":["todos:read","todos:read","todos:read"]}""")]
    [InlineData("""{"name":" ","scopes":["todos:read"]}""")]
    [InlineData("""{"name":"a\u0000b","scopes":["todos:read"]}""")]
    [InlineData("""{"name":"x","scopes":["todos:read"],"expiresAt":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"name":"x","scopes":["todos:read"],"expiresAt":"2999-01-01T00:00:00Z"}""")]
    [InlineData("""{"name":"x","scopes":["todos:read"],"expiresAt":"0001-01-01T00:00:00+00:00"}""")]
    public async Task What_breaks_a_rule_makes_no_token(string body)
    {
        using var alice = await NewUser();

        using var answer = await alice.PostAsync(Path, Json(body), Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.Empty(await alice.Get<IReadOnlyList<ApiTokenItem>>(Path));
    }

    [Fact]
    public async Task An_end_may_be_given_in_any_offset()
    {
        using var alice = await NewUser();
        var end = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(30), TimeSpan.Zero).ToOffset(TimeSpan.FromHours(5));

        using var answer = await alice.Post(Path, new CreateApiToken("x", [Scopes.TodosRead], end));

        Assert.Equal(end, (await answer.Expect<CreatedApiToken>(HttpStatusCode.Created)).Item.ExpiresAt);
    }

    private static async Task<CreatedApiToken> Create(TestUser user, params string[] scopes)
    {
        using var answer = await user.PostAsync(
            Path, Json($$"""{"name":"script","scopes":[{{string.Join(',', scopes.Select(s => $"\"{s}\""))}}]}"""), Ct);
        return await answer.Expect<CreatedApiToken>(HttpStatusCode.Created);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

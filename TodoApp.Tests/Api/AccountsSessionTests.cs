using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Auth;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>How sessions live, renew their tokens, and end.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsSessionTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task An_app_gets_a_new_refresh_token_with_every_use()
    {
        using var alice = await NewUser();

        var next = await Refresh(alice, alice.Tokens.RefreshToken);
        var third = await Refresh(alice, next.RefreshToken);

        Assert.NotEqual(alice.Tokens.RefreshToken, next.RefreshToken);
        Assert.NotEqual(next.RefreshToken, third.RefreshToken);
        Assert.Equal(alice.Tokens.User, third.User);
    }

    [Fact]
    public async Task A_used_refresh_token_that_comes_back_ends_the_whole_session()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();
        var next = await Refresh(anonymous, alice.Tokens.RefreshToken);

        await ExpectEnded(anonymous, alice.Tokens.RefreshToken);
        await ExpectEnded(anonymous, next.RefreshToken);

        using var answer = await anonymous.As(next.AccessToken).GetAsync("/api/v1/me", Ct);
        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task Of_ten_refreshes_at_once_with_an_apps_token_at_most_one_succeeds()
    {
        using var alice = await NewUser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => alice.PostApi("users/refresh", new RefreshRequest(alice.Tokens.RefreshToken))));

        Assert.Single(answers, a => a.StatusCode is HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(a => a.StatusCode is HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_browser_keeps_its_token_and_may_use_it_from_two_tabs_at_once()
    {
        using var alice = await NewUser();
        var browser = await alice.LogIn(alice.Tokens.User.Email, kind: ClientKind.Browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Refresh(alice, browser.RefreshToken)));

        Assert.All(answers, a => Assert.Equal(browser.RefreshToken, a.RefreshToken));
    }

    [Theory]
    [InlineData(ClientKind.App)]
    [InlineData(ClientKind.Browser)]
    public async Task A_session_slides_for_thirty_days_but_never_beyond_half_a_year(ClientKind kind)
    {
        using var alice = await NewUser();
        var tokens = await alice.LogIn(alice.Tokens.User.Email, kind: kind);
        await Age("170 days", "created_at");

        var refreshed = await Refresh(alice, tokens.RefreshToken);

        Assert.InRange(refreshed.RefreshExpiresAt, DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(11));
        await Age("31 days", "expires_at");
        await ExpectEnded(alice, refreshed.RefreshToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("tdr_AAAA")]
    [InlineData("nul \0")]
    [InlineData("🦄")]
    public async Task What_is_no_refresh_token_opens_nothing(string token)
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostApi("users/refresh", new RefreshRequest(token));

        if (token.Length is 0)
            await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        else
            await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidRefreshToken);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_at_once_and_twice_is_no_error()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();

        foreach (var token in new[] { alice.Tokens.RefreshToken, alice.Tokens.RefreshToken, "never heard of" })
        {
            using var answer = await anonymous.PostApi("users/logout", new LogoutRequest(token));
            await answer.Expect(HttpStatusCode.NoContent);
        }

        await ExpectEnded(anonymous, alice.Tokens.RefreshToken);
        using var me = await alice.GetAsync("/api/v1/me", Ct);
        await me.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task Sessions_are_listed_by_device_and_the_one_in_use_is_marked()
    {
        using var alice = await NewUser();
        using var phone = Host.Anonymous();
        using var login = await phone.PostApi(
            "users/login", new LoginRequest(alice.Tokens.User.Email, TestUser.Password, ClientKind.App, "Phone 📱"));
        await login.Expect(HttpStatusCode.OK);

        var sessions = await alice.Get<IReadOnlyList<SessionItem>>("/api/v1/me/sessions");

        Assert.Equal(["Phone 📱", "Unknown"], sessions.Select(s => s.Device));
        Assert.Equal([false, true], sessions.Select(s => s.Current));
    }

    [Fact]
    public async Task A_revoked_session_ends_at_once_and_is_listed_no_more()
    {
        using var alice = await NewUser();
        using var thief = Host.Anonymous();
        var stolen = await thief.LogIn(alice.Tokens.User.Email);
        using (var before = await thief.As(stolen.AccessToken).GetAsync("/api/v1/me", Ct))
            await before.Expect(HttpStatusCode.OK);
        var session = (await alice.Get<IReadOnlyList<SessionItem>>("/api/v1/me/sessions")).Single(s => !s.Current);

        using var revoked = await alice.Send(HttpMethod.Delete, $"/api/v1/me/sessions/{session.Id}");
        using var again = await alice.Send(HttpMethod.Delete, $"/api/v1/me/sessions/{session.Id}");

        await revoked.Expect(HttpStatusCode.NoContent);
        await again.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        using var after = await thief.GetAsync("/api/v1/me", Ct);
        await after.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        await ExpectEnded(thief, stolen.RefreshToken);
        Assert.Single(await alice.Get<IReadOnlyList<SessionItem>>("/api/v1/me/sessions"));
    }

    [Fact]
    public async Task Somebody_elses_session_looks_as_if_it_did_not_exist()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var session = (await alice.Get<IReadOnlyList<SessionItem>>("/api/v1/me/sessions")).Single();

        using var answer = await bob.Send(HttpMethod.Delete, $"/api/v1/me/sessions/{session.Id}");

        await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Equal(alice.Tokens.User, (await alice.Get<Profile>("/api/v1/me")) with { Latest = null });
    }

    [Fact]
    public async Task The_session_longest_unused_makes_room_when_there_are_a_hundred()
    {
        using var alice = await NewUser();
        var first = (await alice.Get<IReadOnlyList<SessionItem>>("/api/v1/me/sessions")).Single();
        for (var i = 0; i < 99; i++)
            await alice.LogIn(alice.Tokens.User.Email);
        await Refresh(alice, alice.Tokens.RefreshToken);

        var last = await alice.LogIn(alice.Tokens.User.Email);

        using var newest = Host.Anonymous().As(last.AccessToken);
        using var answer = await newest.GetAsync("/api/v1/me/sessions", Ct);
        var sessions = await answer.Expect<IReadOnlyList<SessionItem>>(HttpStatusCode.OK);
        Assert.Equal(100, sessions.Count);
        Assert.Contains(first.Id, sessions.Select(s => s.Id));
    }

    [Fact]
    public async Task Expired_sessions_and_tokens_are_removed_and_live_ones_are_not()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        (await bob.Post("/api/v1/me/tokens", new CreateApiToken("old", [Scopes.TodosRead]))).Dispose();
        await Host.Postgres.ExecuteAsync(
            $"""
            UPDATE sessions SET expires_at = now() - interval '25 hours' WHERE user_id = '{bob.Id}';
            UPDATE api_tokens SET expires_at = now() - interval '31 days' WHERE user_id = '{bob.Id}';
            """, Host.Database);
        await using var scope = Host.Services.CreateAsyncScope();
        var expired = scope.ServiceProvider.GetRequiredService<ExpiredCredentials>();

        var removed = await expired.RunAsync(Ct);

        Assert.True(removed >= 2);
        Assert.Equal(0, await expired.RunAsync(Ct));
        await Refresh(alice, alice.Tokens.RefreshToken);
    }

    private static async Task<TokenResponse> Refresh(HttpClient client, string token)
    {
        using var answer = await client.PostApi("users/refresh", new RefreshRequest(token));
        return await answer.Expect<TokenResponse>(HttpStatusCode.OK);
    }

    private static async Task ExpectEnded(HttpClient client, string token)
    {
        using var answer = await client.PostApi("users/refresh", new RefreshRequest(token));
        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidRefreshToken);
    }

    private Task Age(string by, string column) =>
        Host.Postgres.ExecuteAsync($"UPDATE sessions SET {column} = {column} - interval '{by}'", Host.Database);
}

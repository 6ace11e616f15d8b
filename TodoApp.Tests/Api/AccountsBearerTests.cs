using System.Net;
using System.Text;
using System.Text.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;
using TodoApp.Tests.Unit;

namespace TodoApp.Tests.Api;

/// <summary>What a bearer token opens, and what is said to those who have none.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsBearerTests(ApiHost host) : ApiTest(host)
{
    private const string HostKey = "c2lnbmluZy1rZXktZm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OQ==";

    public static TheoryData<string, string> GuardedRoutes => new()
    {
        { "GET", "/api/v1/me" },
        { "PATCH", "/api/v1/me" },
        { "DELETE", "/api/v1/me" },
        { "PUT", "/api/v1/me/password" },
        { "GET", "/api/v1/me/sessions" },
        { "DELETE", "/api/v1/me/sessions/01890000-0000-7000-8000-000000000001" },
        { "GET", "/api/v1/me/tokens" },
        { "POST", "/api/v1/me/tokens" },
        { "DELETE", "/api/v1/me/tokens/01890000-0000-7000-8000-000000000001" },
        { "GET", "/api/v1/me/passkeys" },
        { "POST", "/api/v1/me/passkeys" },
        { "POST", "/api/v1/me/passkeys/options" },
        { "DELETE", "/api/v1/me/passkeys/AAAA" },
        { "GET", "/api/v1/me/export" },
        { "POST", "/api/v1/me/import" },
        { "GET", "/api/v1/validate-token" },
        { "GET", "/api/v1/01890000-0000-7000-8000-000000000001/todos" },
    };

    [Theory]
    [MemberData(nameof(GuardedRoutes))]
    public async Task Without_a_token_a_route_asks_for_one(string method, string path)
    {
        using var anonymous = Host.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await anonymous.SendAsync(request, Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        Assert.Equal("Bearer realm=\"todoapp\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_valid_token_is_described()
    {
        using var alice = await NewUser();

        var status = await alice.Get<TokenStatus>("/api/v1/validate-token");

        Assert.True(status.Valid);
        Assert.Equal(alice.Id, status.UserId);
        Assert.Equal([Scopes.TodosRead, Scopes.TodosWrite, Scopes.Account], status.Scopes);
        Assert.InRange(status.ExpiresAt!.Value, DateTimeOffset.UtcNow.AddMinutes(14), DateTimeOffset.UtcNow.AddMinutes(16));
    }

    [Theory]
    [InlineData("Bearer x")]
    [InlineData("bearer x.y.z")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Bearer tda_")]
    [InlineData("Bearer tda_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer a b c")]
    public async Task A_bad_token_is_an_invalid_token(string header)
    {
        using var anonymous = Host.Anonymous();
        anonymous.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        using var answer = await anonymous.GetAsync("/api/v1/me", Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        Assert.Contains("error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS512")]
    [InlineData("kid", "another")]
    [InlineData("typ", "JWT")]
    [InlineData("aud", "another-api")]
    [InlineData("iss", "another-issuer")]
    [InlineData("exp", 1_000_000_000)]
    [InlineData("nbf", 9_000_000_000)]
    [InlineData("sid", "01890000-0000-7000-8000-000000000099")]
    [InlineData("sub", "01890000-0000-7000-8000-000000000099")]
    [InlineData("scope", null)]
    public async Task A_token_that_differs_in_one_thing_opens_nothing(string member, object? value)
    {
        using var alice = await NewUser();
        var (header, claims) = Parts(alice.Tokens.AccessToken);
        (header.ContainsKey(member) ? header : claims)[member] = value;
        using var forger = Host.Anonymous();

        using var answer = await forger.As(AuthTokens.Sign(header, claims, HostKey)).GetAsync("/api/v1/me", Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task A_token_made_like_ours_with_our_key_is_ours()
    {
        using var alice = await NewUser();
        var (header, claims) = Parts(alice.Tokens.AccessToken);
        using var peer = Host.Anonymous();

        using var answer = await peer.As(AuthTokens.Sign(header, claims, HostKey)).GetAsync("/api/v1/me", Ct);

        await answer.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_twenty_kilobytes_is_refused_unread()
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.As(new string('a', 10_000) + ".e30." + new string('a', 10_000)).GetAsync("/api/v1/me", Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task Two_authorization_headers_are_one_too_many()
    {
        using var alice = await NewUser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {alice.Tokens.AccessToken}", "Bearer x"]);

        using var answer = await alice.SendAsync(request, Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Fact]
    public async Task A_token_in_the_query_is_no_token()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.GetAsync($"/api/v1/me?access_token={alice.Tokens.AccessToken}", Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "not even JSON")]
    public async Task Somebody_elses_path_is_refused_before_the_body_is_read(string method, string body)
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        using var request = new HttpRequestMessage(new HttpMethod(method), alice.Todos);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await bob.SendAsync(request, Ct);

        await answer.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.NotYourPath);
    }

    [Fact]
    public async Task A_path_may_spell_the_id_in_capitals()
    {
        using var alice = await NewUser();

        using var answer = await alice.GetAsync($"/api/v1/{alice.Id.ToString().ToUpperInvariant()}/todos", Ct);

        await answer.Expect(HttpStatusCode.OK);
    }

    private static (Dictionary<string, object?> Header, Dictionary<string, object?> Claims) Parts(string token)
    {
        var parts = token.Split('.').Take(2)
            .Select(p => JsonSerializer.Deserialize<Dictionary<string, object?>>(System.Buffers.Text.Base64Url.DecodeFromChars(p))!)
            .ToList();
        return (parts[0], parts[1]);
    }
}

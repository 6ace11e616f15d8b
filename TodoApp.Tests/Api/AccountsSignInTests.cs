using System.Net;
using System.Net.Http.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Signing in, with the right password and with wrong ones.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsSignInTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/users/login";

    [Fact]
    public async Task The_right_password_opens_a_session_whatever_the_letter_case_of_the_address()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();

        var tokens = await anonymous.LogIn($" {alice.Tokens.User.Email.ToUpperInvariant()} ");

        Assert.Equal(alice.Tokens.User, tokens.User);
        Assert.NotEqual(alice.Tokens.RefreshToken, tokens.RefreshToken);
        Assert.InRange(tokens.RefreshExpiresAt, DateTimeOffset.UtcNow.AddDays(29), DateTimeOffset.UtcNow.AddDays(31));
    }

    [Fact]
    public async Task Nobody_can_tell_an_unknown_address_from_a_wrong_password()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();

        using var wrong = await anonymous.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, "wrong horse battery"));
        using var unknown = await anonymous.PostApi("users/login", new LoginRequest("nobody@example.org", "wrong horse battery"));

        var first = await wrong.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
        var second = await unknown.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
        Assert.Equal(first.GetProperty("detail").GetString(), second.GetProperty("detail").GetString());
        Assert.Equal(
            first.EnumerateObject().Select(m => m.Name), second.EnumerateObject().Select(m => m.Name));
        Assert.Equal(wrong.Headers.Select(h => h.Key), unknown.Headers.Select(h => h.Key));
        Assert.NotEmpty(wrong.Headers.WwwAuthenticate);
    }

    [Theory]
    [InlineData("nul\0@example.org", "correct horse battery")]
    [InlineData("not an address", "correct horse battery")]
    [InlineData("ﷺ@example.org", "correct horse battery")]
    [InlineData("a@example.org", "NUL \0 inside")]
    [InlineData("a@example.org", "x")]
    [InlineData("a@example.org' OR 1=1 --", "x")]
    public async Task Hostile_text_is_only_a_wrong_address_or_password(string email, string password)
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostAsJsonAsync(Path, new { email, password }, Ct);

        await answer.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
    }

    [Fact]
    public async Task A_password_that_is_too_long_to_be_hashed_is_refused_at_once()
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostAsJsonAsync(Path, new { email = "a@example.org", password = new string('x', 10_000) }, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_failures_lock_an_address_whether_it_has_an_account_or_not(bool known)
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();
        var email = known ? alice.Tokens.User.Email : $"{Guid.NewGuid():N}@example.org";

        for (var i = 0; i < 5; i++)
        {
            using var wrong = await anonymous.PostApi("users/login", new LoginRequest(email, "wrong horse battery"));
            await wrong.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
        }

        using var answer = await anonymous.PostApi("users/login", new LoginRequest(email, TestUser.Password));

        var problem = await answer.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.AccountLocked);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 14, 15);
        Assert.InRange(problem.GetProperty("retryAfter").GetInt32(), 840, 900);
    }

    [Fact]
    public async Task Guesses_made_at_once_are_all_counted()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();
        var guesses = Enumerable.Range(0, 15).Select(
            i => anonymous.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, $"wrong guess {i}")));

        var answers = await Task.WhenAll(guesses);

        Assert.Equal(5, answers.Count(a => a.StatusCode is HttpStatusCode.Unauthorized));
        Assert.Equal(10, answers.Count(a => a.StatusCode is HttpStatusCode.TooManyRequests));
        using var right = await anonymous.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, TestUser.Password));
        await right.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.AccountLocked);
    }

    [Fact]
    public async Task A_lock_ends_by_itself_and_success_forgets_the_failures()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();
        for (var i = 0; i < 5; i++)
            (await anonymous.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, "wrong horse battery"))).Dispose();

        await Host.Postgres.ExecuteAsync(
            $"UPDATE users SET lockout_end = lockout_end - interval '15 minutes' WHERE id = '{alice.Id}'", Host.Database);
        await anonymous.LogIn(alice.Tokens.User.Email);
        for (var i = 0; i < 4; i++)
            (await anonymous.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, "wrong horse battery"))).Dispose();

        await anonymous.LogIn(alice.Tokens.User.Email);
    }

    [Fact]
    public async Task A_password_hashed_more_cheaply_is_hashed_anew_at_the_next_sign_in()
    {
        using var alice = await NewUser();
        using var anonymous = Host.Anonymous();
        var cheap = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(
            new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 10 })).HashPassword(new(), TestUser.Password);
        await Host.Postgres.ExecuteAsync($"UPDATE users SET password_hash = '{cheap}' WHERE id = '{alice.Id}'", Host.Database);

        await anonymous.LogIn(alice.Tokens.User.Email);
        await anonymous.LogIn(alice.Tokens.User.Email);

        await Host.Postgres.ExecuteAsync(
            $"DO $$ BEGIN ASSERT (SELECT password_hash <> '{cheap}' FROM users WHERE id = '{alice.Id}'); END $$", Host.Database);
    }

    [Theory]
    [InlineData("""{"email":"a@example.org","password":"x","otp":"1"}""", ProblemCodes.UnknownField)]
    [InlineData("""{"email":"a@example.org","password":["x"]}""", ProblemCodes.MalformedJson)]
    [InlineData("""{"email":"a@example.org","password":"\udead"}""", ProblemCodes.MalformedJson)]
    [InlineData("""{"email":"a@example.org"}""", ProblemCodes.ValidationFailed)]
    [InlineData("null", ProblemCodes.BadRequest)]
    public async Task A_body_that_is_not_the_request_is_refused(string body, string code)
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostAsync(Path, new StringContent(body, null, "application/json"), Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }
}

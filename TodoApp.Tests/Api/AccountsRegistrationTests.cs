using System.Net;
using System.Net.Http.Json;
using System.Text;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Making an account.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsRegistrationTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/users/register";

    [Fact]
    public async Task Registering_signs_in_and_makes_the_profile_that_was_asked_for()
    {
        using var anonymous = Host.Anonymous();
        var request = new RegisterRequest(" Ada@Example.org ", TestUser.Password, "Ada", "Europe/Berlin", "de-AT");

        using var answer = await anonymous.PostAsJsonAsync(Path, request, ContractJson.Options, Ct);

        var tokens = await answer.Expect<TokenResponse>(HttpStatusCode.Created);
        Assert.Equal("/api/v1/me", answer.Headers.Location?.OriginalString);
        Assert.Equal(("Ada@Example.org", "Ada", "Europe/Berlin", "de-AT"),
            (tokens.User.Email, tokens.User.DisplayName, tokens.User.TimeZone, tokens.User.Locale));
        Assert.Equal(900, tokens.ExpiresIn);
        using var ada = anonymous.As(tokens.AccessToken);
        using var me = await ada.GetAsync("/api/v1/me", Ct);
        Assert.Equal(tokens.User, (await me.Expect<Profile>(HttpStatusCode.OK)) with { Latest = null });
    }

    [Fact]
    public async Task What_is_left_out_gets_a_sensible_value()
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostAsJsonAsync(Path, new { email = "grace@example.org", password = TestUser.Password }, Ct);

        var user = (await answer.Expect<TokenResponse>(HttpStatusCode.Created)).User;
        Assert.Equal(("grace", "UTC", "en"), (user.DisplayName, user.TimeZone, user.Locale));
    }

    [Theory]
    [InlineData("TAKEN@example.org")]
    [InlineData("taken@EXAMPLE.ORG")]
    [InlineData("taken@example.org")]
    public async Task An_address_that_has_an_account_is_taken_whatever_its_letter_case(string again)
    {
        using var anonymous = Host.Anonymous();
        using var first = await anonymous.PostAsJsonAsync(Path, new { email = "taken@example.org", password = TestUser.Password }, Ct);

        using var answer = await anonymous.PostAsJsonAsync(Path, new { email = again, password = TestUser.Password }, Ct);

        await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.EmailTaken);
    }

    [Fact]
    public async Task An_address_is_the_same_however_its_accents_are_composed()
    {
        using var anonymous = Host.Anonymous();
        using var first = await anonymous.PostAsJsonAsync(Path, new { email = "zo\u00eb@example.org", password = TestUser.Password }, Ct);

        using var answer = await anonymous.PostAsJsonAsync(Path, new { email = "zoe\u0308@example.org", password = TestUser.Password }, Ct);

        await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.EmailTaken);
    }

    [Fact]
    public async Task Of_twenty_registrations_at_once_exactly_one_succeeds()
    {
        using var anonymous = Host.Anonymous();
        var requests = Enumerable.Range(0, 20).Select(i => anonymous.PostAsJsonAsync(
            Path, new { email = i % 2 is 0 ? "race@example.org" : "RACE@example.org", password = TestUser.Password }, Ct));

        var answers = await Task.WhenAll(requests);

        Assert.Single(answers, a => a.StatusCode is HttpStatusCode.Created);
        foreach (var answer in answers.Where(a => a.StatusCode is not HttpStatusCode.Created))
            await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.EmailTaken);
    }

    [Theory]
    [InlineData("password", "short")]
    [InlineData("password", "password123")]
    [InlineData("password", "P@ssw0rd2024!")]
    [InlineData("password", "qwertyuiop")]
    [InlineData("password", "aaaaaaaaaaaa")]
    [InlineData("password", "weird-person")]
    [InlineData("password", "weird-person@example.org")]
    [InlineData("password", "NUL \0 in the middle")]
    [InlineData("email", "no address")]
    [InlineData("email", "@example.org")]
    [InlineData("email", "a b@example.org")]
    [InlineData("email", "a\0b@example.org")]
    [InlineData("email", "a\u200bb@example.org")]
    [InlineData("timeZone", "Mars/Olympus")]
    [InlineData("timeZone", "../../etc/passwd")]
    [InlineData("locale", "x")]
    [InlineData("locale", "../en")]
    [InlineData("displayName", " ")]
    [InlineData("displayName", "a\0b")]
    [InlineData("device", "a\u0007b")]
    public async Task What_breaks_a_rule_is_named(string member, string value)
    {
        using var anonymous = Host.Anonymous();
        var request = new Dictionary<string, string> { ["email"] = "weird-person@example.org", ["password"] = TestUser.Password, [member] = value };

        using var answer = await anonymous.PostAsJsonAsync(Path, request, Ct);

        var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Theory]
    [InlineData("email")]
    [InlineData("password")]
    [InlineData("displayName")]
    [InlineData("timeZone")]
    [InlineData("locale")]
    [InlineData("device")]
    public async Task Ten_thousand_characters_are_too_many_for_anything(string member)
    {
        using var anonymous = Host.Anonymous();
        var request = new Dictionary<string, string>
        {
            ["email"] = "long@example.org",
            ["password"] = TestUser.Password,
            [member] = new string('a', 10_000),
        };

        using var answer = await anonymous.PostAsJsonAsync(Path, request, Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Theory]
    [InlineData("""{"email":"x@example.org","password":"correct horse battery","isAdmin":true}""", ProblemCodes.UnknownField)]
    [InlineData("""{"email":"x@example.org","email":"y@example.org","password":"correct horse battery"}""", ProblemCodes.MalformedJson)]
    [InlineData("""{"email":"x@example.org","password":"\ud800 correct horse battery"}""", ProblemCodes.MalformedJson)]
    [InlineData("""{"email":"x@example.org","password":"correct horse battery","client":1}""", ProblemCodes.MalformedJson)]
    [InlineData("""{"email":42,"password":"correct horse battery"}""", ProblemCodes.MalformedJson)]
    [InlineData("""{"email":"x@example.org",""", ProblemCodes.MalformedJson)]
    [InlineData("""[]""", ProblemCodes.MalformedJson)]
    [InlineData("", ProblemCodes.BadRequest)]
    public async Task A_body_that_is_not_the_request_is_refused(string body, string code)
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("пароль из слов")]
    [InlineData("كلمة مرور طويلة")]
    [InlineData("🦄🦊🐙🦉🦋🐝🐢🦕🐳🦚")]
    [InlineData("tabs\tand\nlines")]
    public async Task Any_script_makes_a_password(string password)
    {
        using var anonymous = Host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";

        using var registered = await anonymous.PostAsJsonAsync(Path, new { email, password }, Ct);
        using var signedIn = await anonymous.PostAsJsonAsync("/api/v1/users/login", new { email, password }, Ct);

        await registered.Expect(HttpStatusCode.Created);
        await signedIn.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_may_be_right_to_left_or_a_picture()
    {
        using var anonymous = Host.Anonymous();

        using var answer = await anonymous.PostAsJsonAsync(
            Path, new { email = "rtl@example.org", password = TestUser.Password, displayName = "דנה 🦄" }, Ct);

        Assert.Equal("דנה 🦄", (await answer.Expect<TokenResponse>(HttpStatusCode.Created)).User.DisplayName);
    }
}

using System.Net;
using System.Text;
using Npgsql;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>What people see and change of their own account, up to its end.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsProfileTests(ApiHost host) : ApiTest(host)
{
    private const string Me = "/api/v1/me";

    [Fact]
    public async Task A_change_of_the_profile_leaves_what_it_does_not_name()
    {
        using var alice = await NewUser();

        using var answer = await alice.Send(HttpMethod.Patch, Me, new UpdateProfile(DisplayName: "  Alicia "));

        var changed = await answer.Expect<Profile>(HttpStatusCode.OK);
        Assert.Equal(alice.Tokens.User with { DisplayName = "Alicia" }, changed with { Latest = null });
        Assert.Equal(changed, await alice.Get<Profile>(Me));
    }

    [Fact]
    public async Task Zone_and_language_can_be_changed_together()
    {
        using var alice = await NewUser();

        using var answer = await alice.Send(HttpMethod.Patch, Me, new UpdateProfile(TimeZone: "Asia/Tokyo", Locale: "ja-JP"));

        Assert.Equal(alice.Tokens.User with { TimeZone = "Asia/Tokyo", Locale = "ja-JP" }, (await answer.Expect<Profile>(HttpStatusCode.OK)) with { Latest = null });
    }

    [Theory]
    [InlineData("""{"displayName":""}""", ProblemCodes.ValidationFailed)]
    [InlineData("""{"displayName":"   "}""", ProblemCodes.ValidationFailed)]
    [InlineData("""{"displayName":"a\u0000b"}""", ProblemCodes.ValidationFailed)]
    [InlineData("""{"timeZone":"Nowhere"}""", ProblemCodes.ValidationFailed)]
    [InlineData("""{"locale":"english please"}""", ProblemCodes.ValidationFailed)]
    [InlineData("""{"email":"other@example.org"}""", ProblemCodes.UnknownField)]
    [InlineData("""{"displayName":7}""", ProblemCodes.MalformedJson)]
    public async Task What_breaks_a_rule_changes_nothing(string body, string code)
    {
        using var alice = await NewUser();

        using var answer = await alice.PatchAsync(Me, new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(alice.Tokens.User, (await alice.Get<Profile>(Me)) with { Latest = null });
    }

    [Fact]
    public async Task A_new_password_replaces_the_old_one_and_ends_every_other_session()
    {
        using var alice = await NewUser();
        using var other = Host.Anonymous();
        other.As((await other.LogIn(alice.Tokens.User.Email)).AccessToken);

        using var answer = await alice.Send(HttpMethod.Put, $"{Me}/password", new ChangePassword(TestUser.Password, "seventeen purple owls"));

        await answer.Expect(HttpStatusCode.NoContent);
        Assert.Equal(alice.Tokens.User, (await alice.Get<Profile>(Me)) with { Latest = null });
        using var elsewhere = await other.GetAsync(Me, Ct);
        await elsewhere.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        using var old = await alice.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, TestUser.Password));
        await old.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
        await alice.LogIn(alice.Tokens.User.Email, "seventeen purple owls");
    }

    [Theory]
    [InlineData("not the password", "seventeen purple owls", "currentPassword")]
    [InlineData(TestUser.Password, "password123", "newPassword")]
    [InlineData(TestUser.Password, "short", "newPassword")]
    public async Task A_password_is_not_changed_without_the_old_one_nor_to_a_bad_one(string current, string next, string member)
    {
        using var alice = await NewUser();

        using var answer = await alice.Send(HttpMethod.Put, $"{Me}/password", new ChangePassword(current, next));

        var problem = await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
        await alice.LogIn(alice.Tokens.User.Email);
    }

    [Fact]
    public async Task Guessing_the_password_through_a_stolen_token_locks_the_account_too()
    {
        using var alice = await NewUser();
        for (var i = 0; i < 5; i++)
            (await alice.Send(HttpMethod.Delete, Me, new DeleteAccount("wrong horse battery"))).Dispose();

        using var answer = await alice.Send(HttpMethod.Delete, Me, new DeleteAccount(TestUser.Password));

        await answer.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.AccountLocked);
    }

    [Fact]
    public async Task Erasing_an_account_leaves_no_row_behind()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var list = await alice.CreateList("Home");
        await alice.CreateTodo(new CreateTodo("One", ListId: list.Id, Tags: ["a"]));
        await alice.CreateTodo("Two");
        (await alice.Post("/api/v1/me/tokens", new CreateApiToken("t", [Scopes.TodosRead]))).Dispose();

        using var answer = await alice.Send(HttpMethod.Delete, Me, new DeleteAccount(TestUser.Password));

        await answer.Expect(HttpStatusCode.NoContent);
        Assert.Equal(0, await CountRowsOf(alice.Id));
        Assert.NotEqual(0, await CountRowsOf(bob.Id));
        using var gone = await alice.GetAsync(Me, Ct);
        await gone.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        using var login = await alice.PostApi("users/login", new LoginRequest(alice.Tokens.User.Email, TestUser.Password));
        await login.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
        using var again = await alice.PostApi("users/register", new RegisterRequest(alice.Tokens.User.Email, TestUser.Password));
        await again.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_account_is_not_erased_without_its_password()
    {
        using var alice = await NewUser();

        using var wrong = await alice.Send(HttpMethod.Delete, Me, new DeleteAccount("wrong horse battery"));
        using var none = await alice.Send(HttpMethod.Delete, Me);

        await wrong.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await none.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.BadRequest);
        Assert.Equal(alice.Tokens.User, (await alice.Get<Profile>(Me)) with { Latest = null });
    }

    private async Task<long> CountRowsOf(Guid user)
    {
        await using var connection = new NpgsqlConnection(Host.Postgres.OwnerConnection(Host.Database, pooling: false));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT count(*) FROM users WHERE id = $1) + (SELECT count(*) FROM sessions WHERE user_id = $1)
                 + (SELECT count(*) FROM api_tokens WHERE user_id = $1) + (SELECT count(*) FROM lists WHERE owner_id = $1)
                 + (SELECT count(*) FROM todos WHERE owner_id = $1) + (SELECT count(*) FROM tags WHERE owner_id = $1)
                 + (SELECT count(*) FROM journal WHERE owner_id = $1) + (SELECT count(*) FROM user_passkeys WHERE user_id = $1)
            """, connection);
        command.Parameters.Add(new() { Value = user });
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}

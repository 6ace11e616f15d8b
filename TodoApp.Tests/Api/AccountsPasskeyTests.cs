using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Signing in without a password.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsPasskeyTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/me/passkeys";
    private const string LoginPath = "/api/v1/users/login/passkey";

    [Fact]
    public async Task A_passkey_signs_in_again_and_again_without_a_name_or_a_password()
    {
        using var alice = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        var added = await Add(alice, authenticator);
        using var anonymous = Host.Anonymous();

        for (var i = 0; i < 2; i++)
        {
            using var answer = await SignIn(anonymous, authenticator);
            var tokens = await answer.Expect<TokenResponse>(HttpStatusCode.OK);
            Assert.Equal(alice.Tokens.User, tokens.User);
        }

        Assert.Equal("Laptop", added.Name);
        Assert.Equal(added, Assert.Single(await alice.Get<IReadOnlyList<PasskeyItem>>(Path)));
    }

    [Fact]
    public async Task The_options_ask_for_a_discoverable_key_that_verifies_the_person()
    {
        using var alice = await NewUser();

        var offer = await Offer(alice, $"{Path}/options");

        Assert.Equal("localhost", offer.Options.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal(alice.Tokens.User.Email, offer.Options.GetProperty("user").GetProperty("name").GetString());
        var selection = offer.Options.GetProperty("authenticatorSelection");
        Assert.Equal("required", selection.GetProperty("residentKey").GetString());
        Assert.Equal("required", selection.GetProperty("userVerification").GetString());
        Assert.Equal("none", offer.Options.GetProperty("attestation").GetString());
    }

    [Fact]
    public async Task A_sign_in_cannot_be_played_back()
    {
        using var alice = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        await Add(alice, authenticator);
        var offer = await Offer(alice, $"{LoginPath}/options");
        var request = new PasskeyLoginRequest(offer.State, authenticator.Get(offer.Options));

        using var first = await alice.Post(LoginPath, request);
        using var second = await alice.Post(LoginPath, request);

        await first.Expect(HttpStatusCode.OK);
        await second.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
    }

    [Fact]
    public async Task A_cloned_authenticator_with_an_old_counter_is_refused()
    {
        using var alice = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        await Add(alice, authenticator);
        var offers = new[] { await Offer(alice, $"{LoginPath}/options"), await Offer(alice, $"{LoginPath}/options") };
        var early = authenticator.Get(offers[0].Options);
        var late = authenticator.Get(offers[1].Options);

        using var newer = await alice.Post(LoginPath, new PasskeyLoginRequest(offers[1].State, late));
        using var older = await alice.Post(LoginPath, new PasskeyLoginRequest(offers[0].State, early));

        await newer.Expect(HttpStatusCode.OK);
        await older.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
    }

    [Theory]
    [InlineData("https://localhost.evil.example")]
    [InlineData("https://evillocalhost")]
    [InlineData("http://app.localhost")]
    [InlineData("null")]
    [InlineData("javascript:alert(1)")]
    public async Task A_page_of_another_origin_can_neither_add_a_passkey_nor_use_one(string origin)
    {
        using var alice = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        await Add(alice, authenticator);
        using var phished = new AccountsAuthenticator { Origin = origin };
        authenticator.Origin = origin;

        using var added = await TryAdd(alice, phished);
        using var used = await SignIn(alice, authenticator);

        await added.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await used.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
    }

    [Theory]
    [InlineData("https://localhost:7443")]
    [InlineData("http://localhost:5173")]
    [InlineData("https://todo.localhost")]
    public async Task A_page_of_our_domain_can(string origin)
    {
        using var alice = await NewUser();
        using var authenticator = new AccountsAuthenticator { Origin = origin };

        await Add(alice, authenticator);
        using var answer = await SignIn(alice, authenticator);

        await answer.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_authenticator_of_another_domain_or_without_verification_is_refused()
    {
        using var alice = await NewUser();
        using var elsewhere = new AccountsAuthenticator { Domain = "evil.example" };
        using var careless = new AccountsAuthenticator { Verifies = false };

        foreach (var authenticator in new[] { elsewhere, careless })
        {
            using var answer = await TryAdd(alice, authenticator);
            await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        }
    }

    [Fact]
    public async Task A_state_is_good_only_for_what_and_whom_it_was_made()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        var creation = await Offer(alice, $"{Path}/options");
        var credential = authenticator.Create(creation.Options);
        var signIn = await Offer(alice, $"{LoginPath}/options");

        using var bobs = await bob.Post(Path, new CreatePasskey("x", creation.State, credential));
        using var crossed = await alice.Post(Path, new CreatePasskey("x", signIn.State, credential));
        using var forged = await alice.Post(Path, new CreatePasskey("x", creation.State[..^2] + "AA", credential));
        using var token = await alice.Post(Path, new CreatePasskey("x", alice.Tokens.AccessToken, credential));
        using var stateAsToken = await Host.Anonymous().As(creation.State).GetAsync("/api/v1/me", Ct);
        using var sound = await alice.Post(Path, new CreatePasskey("x", creation.State, credential));

        foreach (var answer in new[] { bobs, crossed, forged, token })
            await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await stateAsToken.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);
        await sound.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_passkey_can_be_added_once_only()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        await Add(alice, authenticator);

        using var again = await TryAdd(alice, authenticator);
        using var bobs = await TryAdd(bob, authenticator);

        await again.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await bobs.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing_and_somebody_elses_looks_as_if_it_did_not_exist()
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        using var authenticator = new AccountsAuthenticator();
        var passkey = await Add(alice, authenticator);

        using var foreign = await bob.Send(HttpMethod.Delete, $"{Path}/{passkey.Id}");
        using var removed = await alice.Send(HttpMethod.Delete, $"{Path}/{passkey.Id}");
        using var again = await alice.Send(HttpMethod.Delete, $"{Path}/{passkey.Id}");
        using var nonsense = await alice.Send(HttpMethod.Delete, $"{Path}/not%20base64url");
        using var used = await SignIn(alice, authenticator);

        await removed.Expect(HttpStatusCode.NoContent);
        foreach (var answer in new[] { foreign, again, nonsense })
            await answer.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        await used.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
    }

    [Fact]
    public async Task An_account_has_at_most_twenty_passkeys()
    {
        using var alice = await NewUser();
        for (var i = 0; i < 20; i++)
        {
            using var authenticator = new AccountsAuthenticator();
            await Add(alice, authenticator);
        }

        using var answer = await alice.Send(HttpMethod.Post, $"{Path}/options");

        await answer.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.TooMany);
    }

    [Fact]
    public async Task What_an_authenticator_says_of_its_transports_is_not_believed()
    {
        using var alice = await NewUser();
        using var authenticator = new AccountsAuthenticator { Transports = ["usb", "nul \0", new string('x', 5_000)] };

        await Add(alice, authenticator);

        Assert.Single(await alice.Get<IReadOnlyList<PasskeyItem>>(Path));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id":"AAAA","type":"public-key","response":{}}""")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"AAAA","attestationObject":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"},"clientExtensionResults":{}}""")]
    public async Task What_is_no_credential_is_refused(string credential)
    {
        using var alice = await NewUser();
        var json = JsonElement.Parse(credential);
        var (creation, signIn) = (await Offer(alice, $"{Path}/options"), await Offer(alice, $"{LoginPath}/options"));

        using var added = await alice.Post(Path, new CreatePasskey("x", creation.State, json));
        using var used = await alice.Post(LoginPath, new PasskeyLoginRequest(signIn.State, json));
        using var huge = await alice.Post(LoginPath, new PasskeyLoginRequest(
            signIn.State, JsonSerializer.SerializeToElement(new JsonObject { ["id"] = new string('A', 20_000) })));

        await added.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await used.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
        await huge.ExpectProblem(HttpStatusCode.Unauthorized, ProblemCodes.InvalidCredentials);
    }

    private static async Task<PasskeyOptions> Offer(TestUser user, string path)
    {
        using var answer = await user.Send(HttpMethod.Post, path);
        return await answer.Expect<PasskeyOptions>(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> TryAdd(TestUser user, AccountsAuthenticator authenticator)
    {
        var offer = await Offer(user, $"{Path}/options");
        return await user.Post(Path, new CreatePasskey("Laptop", offer.State, authenticator.Create(offer.Options)));
    }

    private static async Task<PasskeyItem> Add(TestUser user, AccountsAuthenticator authenticator)
    {
        using var answer = await TryAdd(user, authenticator);
        return await answer.Expect<PasskeyItem>(HttpStatusCode.Created);
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient client, AccountsAuthenticator authenticator)
    {
        using var offered = await client.PostAsync($"{LoginPath}/options", null, Ct);
        var offer = await offered.Expect<PasskeyOptions>(HttpStatusCode.OK);
        return await client.PostApi("users/login/passkey", new PasskeyLoginRequest(offer.State, authenticator.Get(offer.Options)));
    }
}

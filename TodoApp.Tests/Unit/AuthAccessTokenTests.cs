using System.Buffers.Text;
using System.Text;
using TodoApp.Api.Auth;

namespace TodoApp.Tests.Unit;

/// <summary>What counts as a valid access token, and everything that does not.</summary>
[Trait("Kind", "Unit")]
public sealed class AuthAccessTokenTests
{
    private readonly StoppedClock _clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    private AccessTokens Ours => AuthTokens.Issuer(_clock);

    [Fact]
    public void A_token_says_what_it_was_issued_for()
    {
        var token = Ours.Check(Ours.Issue(AuthTokens.User, AuthTokens.Session, ["todos:read", "account"]), out _);

        Assert.Equal(new AccessToken(AuthTokens.User, AuthTokens.Session, "todos:read account", _clock.Now.AddMinutes(15)), token);
    }

    [Fact]
    public void The_signature_is_that_of_RFC_7515_appendix_A1()
    {
        const string Vector = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        var key = new SigningKey(Base64Url.DecodeFromChars(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));

        var parsed = CompactJws.Parse(Vector);
        var signed = CompactJws.Sign(
            key,
            Encoding.ASCII.GetBytes("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"),
            Encoding.ASCII.GetBytes("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"));

        Assert.True(parsed?.SignedBy(key));
        Assert.False(parsed?.SignedBy(AuthTokens.KeyOf()));
        Assert.Equal(Vector, signed);
        Assert.Equal("joe", parsed!.Payload.GetProperty("iss").GetString());
    }

    [Theory]
    [InlineData("eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("e30.e30.e30=")]
    [InlineData("e30.e30.e30 ")]
    [InlineData("e30.e31.e30")]
    [InlineData("W10.W10.e30")]
    [InlineData("e30.e30.e\u00e90")]
    public void What_is_no_compact_signature_is_malformed(string token)
    {
        Assert.Null(Ours.Check(token, out var reason));
        Assert.Equal("The access token is malformed.", reason);
    }

    [Theory]
    [InlineData("""{"alg":"HS256","alg":"HS256","typ":"at+jwt"}""", "{}")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt"}""", """{"sub":"a","sub":"b"}""")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt","crit":["exp"],"exp":1}""", "{}")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt","crit":[]}""", "{}")]
    [InlineData("{", "{}")]
    [InlineData("""{"alg":"HS256"} {}""", "{}")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":1}}}}}""", "{}")]
    public void Ambiguous_or_critical_headers_are_refused_even_when_signed(string header, string claims) =>
        Assert.Null(CompactJws.Parse(AuthTokens.SignRaw(header, claims)));

    [Fact]
    public void A_token_has_one_spelling_only()
    {
        var token = Ours.Issue(AuthTokens.User, AuthTokens.Session, ["todos:read"]);
        // The last character of 32 bytes in base64url carries two bits that mean nothing.
        var stray = token[..^1] + (char)(token[^1] + 1);

        Assert.Null(Ours.Check(stray, out _));
        Assert.Null(Ours.Check(token + "=", out _));
        Assert.Null(Ours.Check(token + "\n", out _));
    }

    [Fact]
    public void A_token_longer_than_the_bound_is_not_even_read()
    {
        var claims = AuthTokens.Claims(_clock);
        claims["scope"] = new string('a', CompactJws.LongestToken);

        Assert.Null(Ours.Check(AuthTokens.Sign(AuthTokens.Header(), claims), out var reason));
        Assert.Equal("The access token is malformed.", reason);
    }

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS512")]
    [InlineData("alg", "RS256")]
    [InlineData("alg", "hs256")]
    [InlineData("alg", 1)]
    [InlineData("alg", null)]
    [InlineData("typ", "JWT")]
    [InlineData("typ", null)]
    [InlineData("kid", "unknown")]
    [InlineData("kid", null)]
    public void The_header_cannot_choose_the_verifier(string member, object? value)
    {
        var header = AuthTokens.Header();
        header[member] = value;

        Assert.Null(Ours.Check(AuthTokens.Sign(header, AuthTokens.Claims(_clock)), out var reason));
        Assert.Equal("The access token was not signed by us.", reason);
    }

    [Fact]
    public void A_token_signed_by_another_key_under_our_key_id_is_refused()
    {
        var forged = AuthTokens.Sign(AuthTokens.Header(), AuthTokens.Claims(_clock), AuthTokens.OtherKey);

        Assert.Null(Ours.Check(forged, out _));
    }

    [Fact]
    public void Changing_any_character_of_a_token_ends_it()
    {
        var token = Ours.Issue(AuthTokens.User, AuthTokens.Session, ["todos:read"]);

        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] is 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null(Ours.Check(changed, out _));
        }
    }

    [Theory]
    [InlineData("iss", "somebody-else")]
    [InlineData("aud", "another-api")]
    [InlineData("aud", new[] { "another-api" })]
    [InlineData("sub", "not-a-guid")]
    [InlineData("sid", "not-a-guid")]
    [InlineData("exp", "tomorrow")]
    [InlineData("exp", -1)]
    [InlineData("exp", 1e300)]
    [InlineData("jti", "")]
    [InlineData("iss", null)]
    [InlineData("aud", null)]
    [InlineData("sub", null)]
    [InlineData("sid", null)]
    [InlineData("exp", null)]
    [InlineData("nbf", null)]
    [InlineData("iat", null)]
    [InlineData("jti", null)]
    [InlineData("scope", null)]
    public void Every_claim_has_to_be_there_and_right(string claim, object? value)
    {
        var claims = AuthTokens.Claims(_clock);
        claims[claim] = value;

        Assert.Null(Ours.Check(AuthTokens.Sign(AuthTokens.Header(), claims), out _));
    }

    [Fact]
    public void An_audience_may_be_one_of_several()
    {
        var claims = AuthTokens.Claims(_clock);
        claims["aud"] = new[] { "another-api", "todoapp-api" };

        Assert.NotNull(Ours.Check(AuthTokens.Sign(AuthTokens.Header(), claims), out _));
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-29, true)]
    [InlineData(0, true)]
    [InlineData(60 + 29, true)]
    [InlineData(60 + 30, false)]
    public void Time_limits_hold_but_for_half_a_minute_of_skew(int secondsLater, bool valid)
    {
        var token = AuthTokens.Sign(AuthTokens.Header(), AuthTokens.Claims(_clock));
        _clock.Now = _clock.Now.AddSeconds(secondsLater);

        Assert.Equal(valid, Ours.Check(token, out _) is not null);
    }

    [Fact]
    public void A_former_key_still_verifies_but_no_longer_signs()
    {
        var before = AuthTokens.Issuer(_clock, AuthTokens.OtherKey);
        var rotated = AuthTokens.Issuer(_clock, AuthTokens.Key, AuthTokens.OtherKey);

        var old = before.Issue(AuthTokens.User, AuthTokens.Session, ["todos:read"]);
        var current = rotated.Issue(AuthTokens.User, AuthTokens.Session, ["todos:read"]);

        Assert.NotNull(rotated.Check(old, out _));
        Assert.NotNull(rotated.Check(current, out _));
        Assert.Null(before.Check(current, out _));
        Assert.Null(Ours.Check(old, out _));
    }
}

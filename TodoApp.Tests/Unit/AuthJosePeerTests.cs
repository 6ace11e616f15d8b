using System.Buffers.Text;
using TodoApp.Api.Auth;

namespace TodoApp.Tests.Unit;

/// <summary>Ours and the npm package jose read each other's tokens.</summary>
[Trait("Kind", "Unit")]
public sealed class AuthJosePeerTests
{
    private static readonly string s_key = Base64Url.EncodeToString(SigningKey.Bytes(AuthTokens.Key));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jose_accepts_what_we_issue()
    {
        var token = AuthTokens.Issuer(TimeProvider.System).Issue(AuthTokens.User, AuthTokens.Session, ["todos:read", "account"]);

        var answer = await AuthJosePeer.AskAsync(
            new { action = "verify", key = s_key, token, issuer = "todoapp", audience = "todoapp-api" }, Ct);

        var payload = answer.GetProperty("payload");
        Assert.Equal(AuthTokens.User, payload.GetProperty("sub").GetGuid());
        Assert.Equal(AuthTokens.Session, payload.GetProperty("sid").GetGuid());
        Assert.Equal("todos:read account", payload.GetProperty("scope").GetString());
        Assert.Equal(AuthTokens.KeyOf().Id, answer.GetProperty("protectedHeader").GetProperty("kid").GetString());
    }

    [Fact]
    public async Task We_accept_what_jose_signs()
    {
        var claims = AuthTokens.Claims(TimeProvider.System);

        var answer = await AuthJosePeer.AskAsync(new { action = "sign", key = s_key, header = AuthTokens.Header(), claims }, Ct);

        var token = AuthTokens.Issuer(TimeProvider.System).Check(answer.GetProperty("token").GetString()!, out _);
        Assert.Equal((AuthTokens.User, "todos:read"), (token!.Subject, token.Scope));
    }

    [Theory]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task We_refuse_what_jose_signs_with_another_algorithm_and_our_key(string algorithm)
    {
        var header = AuthTokens.Header();
        header["alg"] = algorithm;
        var key = Base64Url.EncodeToString(SigningKey.Bytes(AuthTokens.Key + AuthTokens.OtherKey));

        var answer = await AuthJosePeer.AskAsync(
            new { action = "sign", key, header, claims = AuthTokens.Claims(TimeProvider.System) }, Ct);

        Assert.Null(AuthTokens.Issuer(TimeProvider.System, AuthTokens.Key + AuthTokens.OtherKey)
            .Check(answer.GetProperty("token").GetString()!, out _));
    }

    [Fact]
    public async Task Jose_derives_the_same_key_id()
    {
        var answer = await AuthJosePeer.AskAsync(new { action = "thumbprint", key = s_key }, Ct);

        Assert.Equal(answer.GetProperty("thumbprint").GetString(), AuthTokens.KeyOf().Id);
    }
}

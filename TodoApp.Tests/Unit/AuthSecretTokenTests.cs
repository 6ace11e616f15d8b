using TodoApp.Api.Auth;

namespace TodoApp.Tests.Unit;

/// <summary>Opaque tokens and their checksums.</summary>
[Trait("Kind", "Unit")]
public sealed class AuthSecretTokenTests
{
    [Fact]
    public void A_new_token_is_well_formed_for_its_own_use_only()
    {
        var token = SecretToken.New(SecretToken.Api);

        Assert.True(SecretToken.IsWellFormed(token, SecretToken.Api));
        Assert.False(SecretToken.IsWellFormed(token, SecretToken.Refresh));
        Assert.False(SecretToken.IsWellFormed(SecretToken.Refresh + token[SecretToken.Api.Length..], SecretToken.Refresh));
        Assert.Equal(52, token.Length);
    }

    [Fact]
    public void No_two_tokens_are_the_same() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => SecretToken.New(SecretToken.Api)).Distinct().Count());

    [Fact]
    public void A_mistyped_token_is_told_without_asking_the_database()
    {
        var token = SecretToken.New(SecretToken.Api);

        for (var i = 0; i < token.Length; i++)
            Assert.False(SecretToken.IsWellFormed(token[..i] + (token[i] is 'x' ? 'y' : 'x') + token[(i + 1)..], SecretToken.Api));
    }
}

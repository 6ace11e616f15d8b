using TodoApp.Api.Auth;

namespace TodoApp.Tests.Unit;

/// <summary>Which passwords are let through.</summary>
[Trait("Kind", "Unit")]
public sealed class AuthPasswordTests
{
    [Theory]
    [InlineData("password123")]
    [InlineData("Password2024!")]
    [InlineData("P@$$w0rd1234")]
    [InlineData("passwordpassword")]
    [InlineData("iloveyou12")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("qwertyuiop123")]
    [InlineData("qwerty123456")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("12341234123412341234")]
    [InlineData("letmein2023!")]
    [InlineData("Welcome12345")]
    [InlineData("admin@admin.123")]
    [InlineData("football1985")]
    [InlineData("michaeljordan23")]
    [InlineData("asdfghjkl;'")]
    [InlineData("zaq1xsw2cde3")]
    [InlineData("dragonmaster")]
    [InlineData("MonkeyMonkey99")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３")]
    public void Well_known_passwords_are_refused(string password) =>
        Assert.NotNull(Passwords.Flaw(password, "somebody@example.org"));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("correct horse battery staple")]
    [InlineData("vK9#mQ2$xL7!")]
    [InlineData("ledwormtopaz")]
    [InlineData("83920147561928")]
    [InlineData("пароль из слов")]
    [InlineData("🦄🦊🐙🦉🦋🐝🐢🦕🐳🦚")]
    [InlineData("          x-ray gnu")]
    public void Others_are_let_through(string password) => Assert.Null(Passwords.Flaw(password, "somebody@example.org"));

    [Fact]
    public void Length_counts_characters_not_their_encoding() =>
        Assert.NotNull(Passwords.Flaw("🦄🦊🐙🦉🦋", "somebody@example.org"));

    [Fact]
    public void However_long_a_password_is_it_is_judged_at_once() =>
        Assert.NotNull(Passwords.Flaw(string.Concat(Enumerable.Repeat("qwerty", 400)), "somebody@example.org"));

    [Theory]
    [InlineData("zo\u00eb and friends", "zoe\u0308 and friends")]
    [InlineData("ﬁnding ﬁsh ﬁrst", "finding fish first")]
    public void A_password_is_the_same_however_it_is_composed(string one, string other) =>
        Assert.Equal(Passwords.Normalize(one), Passwords.Normalize(other));

    [Fact]
    public void What_is_not_unicode_has_no_normal_form_but_does_no_harm() =>
        Assert.Equal("half \ud800 a pair", Passwords.Normalize("half \ud800 a pair"));
}

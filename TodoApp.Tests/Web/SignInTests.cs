using System.Net;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Getting in and out, without a script.</summary>
[Trait("Kind", "Web")]
public sealed class SignInTests(WebHost host) : WebTest(host)
{
    [Fact]
    public async Task Registering_signs_in_and_shows_an_empty_day_that_says_what_to_do()
    {
        using var visitor = Host.NewVisitor();

        var page = await visitor.Register();

        Assert.Equal("/today", page.Path);
        Assert.Equal("Today", page.Heading);
        Assert.Contains("Nothing left for today", page.Texts(".empty-title"));
        Assert.NotNull(visitor.Session);
    }

    [Fact]
    public async Task Whoever_signs_out_is_out_and_can_come_back_to_everything()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Buy milk");

        var signedOut = await member.Submit(page.Form("/signout"));
        var refused = await member.Get("/today");
        var back = await member.SignIn();

        Assert.Equal("You are signed out.", signedOut.Notice);
        Assert.StartsWith("/signin?from=", refused.Path, StringComparison.Ordinal);
        Assert.Equal(["Buy milk"], back.Titles);
    }

    [Fact]
    public async Task A_session_that_was_signed_out_is_of_no_use_to_whoever_kept_its_cookie()
    {
        using var member = await Host.NewMember();
        var stolen = member.Session;
        var page = await member.Get("/today");
        await member.Submit(page.Form("/signout"));

        member.Session = stolen;
        var refused = await member.Get("/today");

        Assert.StartsWith("/signin", refused.Path, StringComparison.Ordinal);
        Assert.Null(member.Session);
    }

    [Fact]
    public async Task A_wrong_password_says_so_and_keeps_the_address_but_not_the_password()
    {
        using var member = await Host.NewMember();
        member.Session = null;

        var page = await member.SignIn("not the right password");

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains("That address and password do not go together.", page.Complaints);
        Assert.Equal(member.Email, page.One("#email").GetAttribute("value"));
        Assert.DoesNotContain("not the right password", page.Html, StringComparison.Ordinal);
        Assert.Null(member.Session);
    }

    [Fact]
    public async Task A_registration_that_is_not_right_says_what_about_which_field_and_keeps_the_rest()
    {
        using var visitor = Host.NewVisitor();
        var form = (await visitor.Get("/register")).Form("/register");

        var page = await visitor.Submit(form, ("email", "no address"), ("password", "short"), ("displayName", "Zoë"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("true", page.One("#email").GetAttribute("aria-invalid"));
        Assert.Equal("true", page.One("#password").GetAttribute("aria-invalid"));
        Assert.Equal("Zoë", page.One("#display-name").GetAttribute("value"));
        Assert.Null(visitor.Session);
    }

    [Fact]
    public async Task An_address_that_has_an_account_leads_to_a_hint_to_sign_in()
    {
        using var member = await Host.NewMember();

        var page = await member.Register();

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("There is an account with this address already. Sign in instead?", page.Complaints);
    }

    [Fact]
    public async Task Signing_in_leads_to_the_page_that_was_asked_for()
    {
        using var member = await Host.NewMember();
        member.Session = null;

        var form = (await member.Get("/upcoming")).Form("/signin");
        var page = await member.Submit(form, ("email", member.Email), ("password", TestUser.Password));

        Assert.Equal("/upcoming", page.Path);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_never_leads_to_another_site(string from)
    {
        using var member = await Host.NewMember();
        member.Session = null;
        var form = (await member.Get("/signin")).Form("/signin");

        var page = await member.Submit(form, ("email", member.Email), ("password", TestUser.Password), ("from", from));

        Assert.Equal("/today", page.Path);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("tdr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_session_is_nobodys(string token)
    {
        using var visitor = Host.NewVisitor();
        visitor.Session = token;

        var page = await visitor.Get("/today");

        Assert.StartsWith("/signin", page.Path, StringComparison.Ordinal);
        Assert.Null(visitor.Session);
    }

    [Fact]
    public async Task Someone_signed_in_is_taken_from_the_front_page_to_their_day()
    {
        using var member = await Host.NewMember();

        Assert.Equal("/today", (await member.Get("/")).Path);
    }
}

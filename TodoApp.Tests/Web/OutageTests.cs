using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>The API is away: pages say so, and nothing that was typed is lost.</summary>
[Trait("Kind", "Web")]
public sealed class OutageTests(WebHost host) : WebTest(host)
{
    private Uri Cut { get; } = host.Start(new Uri($"http://127.0.0.1:{PostgresProcess.FreePort()}"));

    [Fact]
    public async Task A_page_becomes_one_that_says_when_to_try_again()
    {
        using var visitor = await Stranded();

        var page = await visitor.Get("/today");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.NotNull(page.Headers.RetryAfter?.Delta);
        Assert.Equal("We cannot reach your todos right now", page.Heading);
        Assert.NotNull(visitor.Session);
    }

    [Fact]
    public async Task What_was_typed_is_kept_in_a_form_that_sends_it_again()
    {
        using var visitor = await Stranded();
        var typed = new Dictionary<string, string>
        {
            ["title"] = "Something I thought about for long",
            ["notes"] = "Two\nlines",
            ["priority"] = "high",
            ["from"] = "/inbox",
        };

        var page = await visitor.Post("/todos", typed);
        var kept = (IHtmlFormElement)page.One(".retry-form");
        using var back = Host.NewVisitor();
        back.Session = visitor.Session;
        var saved = await back.Submit(kept);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("Added Something I thought about for long", saved.Notice);
        Assert.Equal(["Something I thought about for long"], saved.Titles);
        Assert.Contains("priority-high", saved.One(".todo").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_says_so_and_keeps_the_address_but_no_password()
    {
        using var visitor = new Visitor(Cut);

        var page = await visitor.SignIn("my secret password");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal(visitor.Email, page.One("#email").GetAttribute("value"));
        Assert.DoesNotContain("my secret password", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_form_never_has_a_password_in_it()
    {
        using var visitor = await Stranded();

        var page = await visitor.Post("/account/password", new Dictionary<string, string>
        {
            ["currentPassword"] = "my secret password",
            ["newPassword"] = "another secret password",
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.DoesNotContain("secret password", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Web_stays_ready_so_that_it_can_say_what_is_wrong()
    {
        using var visitor = new Visitor(Cut);

        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/health")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/alive")).Status);
    }

    [Fact]
    public async Task What_was_typed_outlives_the_session_too()
    {
        using var member = await Host.NewMember();
        var page = await member.Get("/today");
        var kept = member.Session;
        await member.Submit(page.Form("/signout"));

        member.Session = kept;
        var refused = await member.Submit(page.Form("/todos"), ("title", "Typed just before"));
        await member.SignIn();
        var saved = await member.Submit((IHtmlFormElement)refused.One(".retry-form"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal("You have been signed out", refused.Heading);
        Assert.Equal(["Typed just before"], saved.Titles);
    }

    /// <summary>Somebody with a good session, at a replica that cannot reach the API.</summary>
    private async Task<Visitor> Stranded()
    {
        using var member = await Host.NewMember();
        return new Visitor(Cut) { Session = member.Session };
    }
}

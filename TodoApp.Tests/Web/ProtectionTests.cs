using System.Net;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>What the pages tell the browser to forbid, and what they refuse themselves.</summary>
[Trait("Kind", "Web")]
public sealed class ProtectionTests(WebHost host) : WebTest(host)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

    [Theory]
    [InlineData("/")]
    [InlineData("/today")]
    [InlineData("/nowhere")]
    [InlineData("/app.webmanifest")]
    public async Task Every_answer_carries_the_same_strict_headers(string path)
    {
        using var member = await Host.NewMember();

        var page = await member.Get(path);

        Assert.Equal(Policy, page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", page.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", page.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("same-origin", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(page.Headers.Contains("Permissions-Policy"));
        Assert.False(page.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/today")]
    [InlineData("/signin")]
    public async Task Pages_are_never_kept_by_a_cache(string path)
    {
        using var member = await Host.NewMember();

        Assert.True((await member.Get(path)).Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_session_is_the_only_cookie_with_an_identity_and_scripts_cannot_read_it()
    {
        using var visitor = Host.NewVisitor();
        var form = new Dictionary<string, string> { ["email"] = visitor.Email, ["password"] = TestUser.Password };
        using var request = visitor.Form("/register", form);

        using var answer = await visitor.Send(request);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Looking_around_without_an_account_sets_no_cookie_at_all()
    {
        using var visitor = Host.NewVisitor();

        foreach (var path in new[] { "/", "/register", "/signin", "/shortcuts", "/nowhere" })
            Assert.False((await visitor.Get(path)).Headers.Contains("Set-Cookie"), path);
    }

    [Theory]
    [InlineData("cross-site", "https://evil.example")]
    [InlineData("same-site", "https://other.localhost")]
    [InlineData("cross-site", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    [InlineData(null, null)]
    [InlineData("nonsense", null)]
    public async Task A_form_that_another_site_sends_changes_nothing(string? site, string? origin)
    {
        using var member = await Host.NewMember();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, "/todos"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["title"] = "Forged" }),
        };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var answer = await member.Send(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty((await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task A_browser_that_only_tells_its_origin_is_served()
    {
        using var member = await Host.NewMember();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, "/todos"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["title"] = "From an older browser" }),
        };
        request.Headers.Add("Origin", Host.Address.GetLeftPart(UriPartial.Authority));

        using var answer = await member.Send(request);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(["From an older browser"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task Every_route_that_changes_something_refuses_other_sites()
    {
        using var member = await Host.NewMember();
        var id = Guid.NewGuid();
        string[] routes =
        [
            "/register", "/signin", "/signout", "/todos", $"/todos/{id}", $"/todos/{id}/complete", $"/todos/{id}/delete",
            "/lists", $"/lists/{id}/delete", "/tags", "/account", "/account/password", "/account/tokens", "/account/delete",
            "/assistant", $"/assistant/{id}/rename", $"/assistant/{id}/delete", $"/assistant/{id}/consents/{id}", "/nowhere",
        ];

        foreach (var route in routes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, route));
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var answer = await member.Send(request);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{route} answered {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_body_longer_than_any_form_here_is_refused_with_a_page()
    {
        using var member = await Host.NewMember();
        using var request = member.Form("/todos", new Dictionary<string, string> { ["title"] = new('x', 300_000) });

        using var answer = await member.Send(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("That is too much at once", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_page_quotes_the_id_that_finds_it_in_the_logs()
    {
        using var visitor = Host.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, "/signin"));
        request.Headers.Add("X-Correlation-Id", "asked-for-by-a-test");

        using var answer = await visitor.Send(request);

        Assert.Equal("asked-for-by-a-test", answer.Headers.GetValues("X-Correlation-Id").Single());
        Assert.Contains("asked-for-by-a-test", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}

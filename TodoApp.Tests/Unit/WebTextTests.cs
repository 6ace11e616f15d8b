using Microsoft.AspNetCore.Http;
using TodoApp.Web.Account;
using TodoApp.Web.Http;
using TodoApp.Web.Todos;

namespace TodoApp.Tests.Unit;

/// <summary>Small readings and renderings of Web.</summary>
[Trait("Kind", "Unit")]
public sealed class WebTextTests
{
    [Theory]
    [InlineData("/today", "/today")]
    [InlineData("/tags/caf%C3%A9?sort=due", "/tags/caf%C3%A9?sort=due")]
    [InlineData("/", "/")]
    [InlineData(null, "/fallback")]
    [InlineData("", "/fallback")]
    [InlineData("today", "/fallback")]
    [InlineData("//evil.example", "/fallback")]
    [InlineData("/\\evil.example", "/fallback")]
    [InlineData("/\n/evil.example", "/fallback")]
    [InlineData("https://evil.example", "/fallback")]
    [InlineData("/café", "/fallback")]
    public void Only_a_path_of_this_site_is_a_way_back(string? path, string expected) =>
        Assert.Equal(expected, LocalPath.OrElse(path, "/fallback"));

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Mac")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", "A browser")]
    public void A_browser_is_called_what_its_owner_calls_it(string agent, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = agent;

        Assert.Equal(expected, DeviceName.Of(context.Request));
    }

    [Theory]
    [InlineData("**bold** and `code`", "<strong>bold</strong>")]
    [InlineData("https://example.org/x", "href=\"https://example.org/x\" rel=\"noopener noreferrer nofollow\"")]
    [InlineData("[mail](mailto:ada@example.org)", "href=\"mailto:ada@example.org\"")]
    [InlineData("- [x] done", "type=\"checkbox\"")]
    [InlineData("# Heading", "<h3 dir=\"auto\">Heading</h3>")]
    public void Notes_have_the_usual_markup(string notes, string expected) =>
        Assert.Contains(expected, Markdown.Render(notes).Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("<b>x</b>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("![x](https://tracker.example/x.png)")]
    [InlineData("[x](//evil.example)")]
    public void Notes_have_no_markup_that_acts_or_loads(string notes)
    {
        var html = Markdown.Render(notes).Value;

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"//", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_zones_come_by_continent_and_each_once()
    {
        var zones = TimeZones.ByContinent.SelectMany(continent => continent.Zones.Select(zone => zone.Zone)).ToList();

        Assert.Contains("Europe/Berlin", zones);
        Assert.Contains("UTC", zones);
        Assert.InRange(zones.Count, 300, 600);
        Assert.Equal(zones.Count, zones.Distinct().Count());
    }
}

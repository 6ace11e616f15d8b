using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Web keeps nothing: any replica can serve any request of any session.</summary>
[Trait("Kind", "Web")]
public sealed class ReplicaTests(WebHost host) : WebTest(host)
{
    [Fact]
    public async Task Two_replicas_serve_one_session_turn_and_turn_about()
    {
        using var wanderer = Host.NewWanderer();
        await wanderer.Register();
        var list = await wanderer.AddList("Garden");

        var page = await wanderer.Add("Water the tomatoes", list);
        page = await wanderer.Submit(page.FormOf("Complete: Water the tomatoes"));
        page = await wanderer.Submit((IHtmlFormElement)page.One("#toasts form"));
        var detail = await wanderer.Get(page.PathTo("Water the tomatoes"));
        page = await wanderer.Submit((IHtmlFormElement)detail.One("#detail-form"), ("title", "Water everything"));

        Assert.Equal("Saved Water everything", page.Notice);
        Assert.Equal(["Water everything"], page.Titles);
    }

    [Fact]
    public async Task A_replica_that_sees_a_session_first_lets_its_cookie_live_on()
    {
        using var member = await Host.NewMember();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Replicas[1], "/today"));

        using var answer = await member.Send(request);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"__Host-session={member.Session};", cookie, StringComparison.Ordinal);
        Assert.Contains("expires=", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_time_zone_counts_on_every_replica_at_once()
    {
        using var wanderer = Host.NewWanderer();
        await wanderer.Register("Pacific/Kiritimati");
        await wanderer.Get("/today");
        await wanderer.Get("/today");

        var form = (await wanderer.Get("/account")).Form("/account");
        await wanderer.Submit(form, ("timeZone", "Pacific/Pago_Pago"));
        var one = await wanderer.Get("/today");
        var other = await wanderer.Get("/today");

        Assert.Equal(one.One(".view-subtitle").TextContent, other.One(".view-subtitle").TextContent);
    }

    [Fact]
    public async Task Signing_out_at_one_replica_signs_out_at_the_other()
    {
        using var wanderer = Host.NewWanderer();
        await wanderer.Register();
        var kept = wanderer.Session;
        var page = await wanderer.Get("/today");
        await wanderer.Get("/today");
        await wanderer.Submit(page.Form("/signout"));

        wanderer.Session = kept;
        var one = await wanderer.Get("/today");
        wanderer.Session = kept;
        var other = await wanderer.Get("/today");

        Assert.StartsWith("/signin", one.Path, StringComparison.Ordinal);
        Assert.StartsWith("/signin", other.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_replicas_serve_the_same_files_under_the_same_names()
    {
        using var visitor = Host.NewWanderer();

        var one = await visitor.Get("/");
        var other = await visitor.Get("/");

        Assert.Equal(Files(one), Files(other));
    }

    private static IReadOnlyList<string> Files(WebPage page) =>
        [.. page.Document.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)];
}

using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>An order of one's own, with buttons alone.</summary>
[Trait("Kind", "Web")]
public sealed class OrderFormTests(WebHost host) : WebTest(host)
{
    private const string Arrange = "/inbox?arrange=on";

    [Fact]
    public async Task A_todo_goes_up_and_down_and_to_the_top_and_the_notice_takes_it_back()
    {
        using var member = await MemberWithAsync("a", "b", "c", "d");

        var up = await MoveAsync(member, "Move up: c");
        var first = await MoveAsync(member, "Move up: c");
        var down = await MoveAsync(member, "Move down: a");
        var top = await MoveAsync(member, "Move to the top: d");
        var undone = await member.Submit((IHtmlFormElement)top.One("#toasts form"));

        Assert.Equal(["a", "c", "b", "d"], up.Titles);
        Assert.Equal(["c", "a", "b", "d"], first.Titles);
        Assert.Equal(["c", "b", "a", "d"], down.Titles);
        Assert.Equal(["d", "c", "b", "a"], top.Titles);
        Assert.Equal("Moved d", top.Notice);
        Assert.Equal(Arrange, top.Path);
        Assert.Equal(["c", "b", "a", "d"], undone.Titles);
        Assert.Equal(["c", "b", "a", "d"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task At_the_ends_there_is_nowhere_further_to_go()
    {
        using var member = await MemberWithAsync("a", "b");

        var page = await member.Get(Arrange);

        Assert.Equal(
            ["Move to the top: a", "Move up: a", "Move down: b"],
            page.Document.QuerySelectorAll(".arrange button[disabled]").Select(button => button.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Only_what_is_in_ones_own_order_can_be_put_into_another()
    {
        using var member = await MemberWithAsync("a", "b");
        var list = await member.AddList("Garden");

        Assert.Single((await member.Get("/inbox")).Document.QuerySelectorAll("a[href='/inbox?arrange=on']"));
        Assert.Single((await member.Get(list)).Document.QuerySelectorAll($"a[href='{list}?arrange=on']"));
        foreach (var path in new[] { "/today", "/inbox?sort=title", "/inbox?sort=title&arrange=on" })
        {
            var page = await member.Get(path);
            Assert.Empty(page.Document.QuerySelectorAll("a[aria-label='Change the order'], .arrange, [data-ordered], form[data-move]"));
        }
    }

    [Fact]
    public async Task What_went_elsewhere_meanwhile_is_no_neighbour_and_changes_nothing()
    {
        using var member = await MemberWithAsync("a", "b", "c");
        var page = await member.Get(Arrange);
        await member.Submit((await member.Get("/inbox")).FormOf("Delete: b"));

        var answer = await member.Submit(page.FormOf("Move down: a"), ("after", AfterOf(page, "Move down: a")));

        Assert.Equal("It has been changed since, and stays as it is now.", answer.Notice);
        Assert.Equal(["a", "c"], answer.Titles);
    }

    [Theory]
    [InlineData("nonsense", "")]
    [InlineData("", "")]
    [InlineData("018f0000-0000-7000-8000-000000000000", "")]
    [InlineData("018f0000-0000-7000-8000-000000000000", "nonsense")]
    public async Task Nothing_that_is_not_there_can_be_moved(string id, string after)
    {
        using var member = await MemberWithAsync("a");

        var answer = await member.Post("/todos/move", [new("id", id), new("after", after), new("from", "/inbox")]);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task What_is_somebody_elses_stays_where_it_is()
    {
        using var owner = await MemberWithAsync("a", "b");
        using var other = await Host.NewMember();
        var form = (await owner.Get(Arrange)).FormOf("Move to the top: b");

        var answer = await other.Submit(form, ("after", ""));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(["a", "b"], (await owner.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task Behind_the_first_page_the_top_is_still_the_top_of_the_list()
    {
        using var member = await MemberWithAsync([.. Enumerable.Range(0, Limits.PageSize + 2).Select(n => $"t{n:D3}")]);
        var second = await member.Get((await member.Get(Arrange)).One("a[rel=next]").GetAttribute("href")!);
        var unknown = second.Document.QuerySelectorAll(".arrange button[disabled]").Select(button => button.GetAttribute("aria-label"));

        Assert.Equal(["t100", "t101"], second.Titles);
        Assert.Equal(["Move up: t100", "Move up: t101", "Move down: t101"], unknown);
        await member.Submit(second.FormOf("Move to the top: t100"), ("after", ""));
        Assert.Equal("t100", (await member.Get("/inbox")).Titles[0]);
    }

    private static async Task<WebPage> MoveAsync(Visitor member, string button)
    {
        var page = await member.Get(Arrange);
        return await member.Submit(page.FormOf(button), ("after", AfterOf(page, button)));
    }

    private static string AfterOf(WebPage page, string button) => page.One($"button[aria-label='{button}']").GetAttribute("value")!;
}

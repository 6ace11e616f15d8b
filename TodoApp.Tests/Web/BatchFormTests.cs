using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Something done to several todos at once, with forms alone.</summary>
[Trait("Kind", "Web")]
public sealed class BatchFormTests(WebHost host) : WebTest(host)
{
    private const string Select = "/inbox?select=on";

    [Fact]
    public async Task What_is_ticked_is_completed_and_one_undo_opens_all_of_it_again()
    {
        using var member = await MemberWithAsync("a", "b", "c");

        var page = await DoAsync(member, "complete", ["a", "c"]);
        var done = await member.Get("/completed");
        var undone = await member.Submit((IHtmlFormElement)page.One("#toasts form"));

        Assert.Equal("Completed 2 todos", page.Notice);
        Assert.Equal("/inbox", page.Path);
        Assert.Equal(["b"], page.Titles);
        Assert.Equal(["a", "c"], done.Titles.Order());
        Assert.Equal(["a", "b", "c"], undone.Titles);
    }

    [Fact]
    public async Task It_can_be_tagged_moved_deleted_and_what_is_done_reopened()
    {
        using var member = await MemberWithAsync("a", "b", "c");
        var list = await member.AddList("Garden");

        var tagged = await DoAsync(member, "tag", ["a", "b"], ("tags", "#home, errand"));
        var moved = await DoAsync(member, "move", ["b"], ("listId", list[(list.LastIndexOf('/') + 1)..]));
        var deleted = await DoAsync(member, "delete", ["c"]);
        await DoAsync(member, "complete", ["a"]);
        var reopened = await DoAsync(member, "reopen", ["a"], "/completed?select=on");

        Assert.Equal("Saved 2 todos", tagged.Notice);
        Assert.Equal(["#errand", "#home", "#errand", "#home"], tagged.Texts(".todo .chip"));
        Assert.Equal("Moved one todo", moved.Notice);
        Assert.Equal(["b"], (await member.Get(list)).Titles);
        Assert.Equal("Moved to the trash: one todo", deleted.Notice);
        Assert.Equal(["c"], (await member.Get("/trash")).Titles);
        Assert.Equal("Open again: one todo", reopened.Notice);
        Assert.Equal("/completed", reopened.Path);
        Assert.Equal(["a"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_nothing_is_done()
    {
        using var member = await MemberWithAsync("a");

        var nothing = await DoAsync(member, "complete", []);
        var nameless = await DoAsync(member, "tag", ["a"]);
        var nowhere = await DoAsync(member, "move", ["a"], ("listId", $"{Guid.NewGuid()}"));
        var already = await DoAsync(member, "reopen", ["a"]);

        Assert.Equal("Select at least one todo first.", nothing.Notice);
        Assert.Equal(Select, nothing.Path);
        Assert.Equal("Write which tag to add.", nameless.Notice);
        Assert.Equal("That cannot be done to all of them, so nothing was done.", nowhere.Notice);
        Assert.Equal("Nothing had to be changed.", already.Notice);
        Assert.Equal(["a"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task One_that_is_gone_or_somebody_elses_is_reason_to_do_nothing()
    {
        using var member = await MemberWithAsync("a", "b");
        using var other = await MemberWithAsync("theirs");
        var (page, theirs) = (await member.Get(Select), IdOf(await other.Get(Select), "theirs"));

        var foreign = await PostAsync(member, "delete", IdOf(page, "a"), theirs);
        var unreadable = await PostAsync(member, "delete", IdOf(page, "a"), "nonsense");

        Assert.All([foreign, unreadable], answer => Assert.Equal("That cannot be done to all of them, so nothing was done.", answer.Notice));
        Assert.Equal(["a", "b"], (await member.Get("/inbox")).Titles);
        Assert.Equal(["theirs"], (await other.Get("/inbox")).Titles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("erase")]
    [InlineData("99")]
    public async Task What_is_no_action_is_not_found(string action)
    {
        using var member = await MemberWithAsync("a");

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(member, action, IdOf(await member.Get(Select), "a"))).Status);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    public async Task Nobody_is_led_to_another_site(string to)
    {
        using var member = await MemberWithAsync("a");
        using var request = member.Form(
            "/todos/batch", [new("action", "complete"), new("id", IdOf(await member.Get(Select), "a")), new("to", to)]);

        using var answer = await member.Send(request);

        Assert.Equal("/today", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Every_view_of_todos_can_be_selected_from_and_keeps_its_order()
    {
        using var member = await MemberWithAsync("b", "a");
        await member.Add("due", "/today", ("tags", "home"));

        foreach (var path in new[] { "/today", "/upcoming", "/inbox?sort=title", "/tags/home", "/completed" })
        {
            var view = await member.Get(path);
            var selecting = await member.Get(view.One("a[aria-label='Select several']").GetAttribute("href")!);
            Assert.Equal(view.Titles, selecting.Titles);
            Assert.Equal(path, selecting.One("#batch [name=to]").GetAttribute("value"));
            Assert.Equal(view.Titles.Count, selecting.Document.QuerySelectorAll("#batch [name=id]").Length);
        }
    }

    private static Task<WebPage> DoAsync(Visitor member, string action, string[] titles, params (string Name, string Value)[] more) =>
        DoAsync(member, action, titles, Select, more);

    private static async Task<WebPage> DoAsync(
        Visitor member, string action, string[] titles, string path, params (string Name, string Value)[] more)
    {
        var page = await member.Get(path);
        return await member.Submit(
            page.Form("/todos/batch"), [("action", action), .. titles.Select(title => ("id", IdOf(page, title))), .. more]);
    }

    private static Task<WebPage> PostAsync(Visitor member, string action, params string[] ids) =>
        member.Post("/todos/batch", [new("action", action), new("from", Select), .. ids.Select(id => KeyValuePair.Create("id", id))]);

    private static string IdOf(WebPage page, string title) =>
        page.Document.QuerySelectorAll("#batch li").Single(row => row.TextContent.Trim() == title).QuerySelector("input")!.GetAttribute("value")!;
}

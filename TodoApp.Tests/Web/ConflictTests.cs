using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Two people, or two tabs, edit the same todo: nothing is overwritten unseen, nothing typed is lost.</summary>
[Trait("Kind", "Web")]
public sealed class ConflictTests(WebHost host) : WebTest(host)
{
    [Fact]
    public async Task A_todo_that_was_saved_elsewhere_shows_both_versions_and_keeps_what_was_typed()
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Draft")).PathTo("Draft");
        var mine = await member.Get(path);
        await Save(member, await member.Get(path), ("title", "Theirs"), ("tags", "urgent"));

        var conflict = await Save(member, mine, ("title", "Mine"), ("notes", "A long note I do not want to lose"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, conflict.Status);
        Assert.Contains("This todo has changed meanwhile", conflict.Texts(".conflict h2"));
        Assert.Contains("Title Theirs Mine", Rows(conflict));
        Assert.Contains("Tags urgent –", Rows(conflict));
        Assert.Equal("Mine", conflict.One("#detail-title").TextContent.Trim());
        Assert.Equal("A long note I do not want to lose", conflict.One("#detail-notes").TextContent.Trim());
    }

    [Fact]
    public async Task Saving_once_more_after_a_conflict_means_to_overwrite()
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Draft")).PathTo("Draft");
        var mine = await member.Get(path);
        await Save(member, await member.Get(path), ("title", "Theirs"));

        var conflict = await Save(member, mine, ("title", "Mine"));
        var saved = await Save(member, conflict);

        Assert.Equal("Saved Mine", saved.Notice);
        Assert.Equal(["Mine"], saved.Titles);
    }

    [Fact]
    public async Task A_mistake_and_a_conflict_at_once_are_told_one_after_the_other()
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Draft")).PathTo("Draft");
        var mine = await member.Get(path);
        await Save(member, await member.Get(path), ("title", "Theirs"));

        var mistake = await Save(member, mine, ("title", ""));
        var conflict = await Save(member, mistake, ("title", "Mine"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, mistake.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, conflict.Status);
    }

    private static Task<WebPage> Save(Visitor member, WebPage page, params (string Name, string Value)[] typed) =>
        member.Submit((IHtmlFormElement)page.One("#detail-form"), typed);

    private static IReadOnlyList<string> Rows(WebPage page) =>
        [.. page.Document.QuerySelectorAll(".conflict tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)))];
}

using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>The field above a view understands plain words, with scripts or without.</summary>
[Trait("Kind", "Web")]
public sealed class QuickAddFormTests(WebHost host) : WebTest(host)
{
    private const string Phrase = "Pay rent every month on the 15th 9am !high #home /Bills";

    private static string Next15th
    {
        get
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, zone).DateTime);
            return (today.Day < 15 ? today : today.AddMonths(1)).ToString("yyyy-MM-15", CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task What_the_words_mean_is_what_is_added()
    {
        using var member = await Host.NewMember();
        await member.AddList("Bills");

        var page = await member.Add(Phrase, "/inbox");
        var list = await member.Get(page.One("#nav a[href^='/lists/']").GetAttribute("href")!);

        Assert.Equal("Added Pay rent", page.Notice);
        Assert.Empty(page.Titles);
        Assert.Equal(["Pay rent"], list.Titles);
        Assert.Equal(["#home"], list.Texts(".todo .chip"));
        Assert.Equal(["High priority"], list.Texts(".todo .priority-text"));
        Assert.EndsWith("T09:00", list.One(".todo time").GetAttribute("datetime"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_views_own_day_holds_unless_the_words_name_another()
    {
        using var member = await Host.NewMember();

        await member.Add("Buy milk");
        await member.Add("Call Ada 31 december 2031");
        var today = await member.Get("/today");
        var upcoming = await member.Get("/upcoming");

        Assert.Equal(["Buy milk"], today.Titles);
        Assert.Equal(["Call Ada"], upcoming.Titles);
    }

    [Fact]
    public async Task A_field_that_was_filled_wins_over_the_words()
    {
        using var member = await Host.NewMember();

        await member.Add("Pay rent tomorrow 9am !high #home", "/today",
            ("dueOn", "2031-05-01"), ("dueAt", "17:30"), ("priority", "low"), ("tags", "money"));
        var upcoming = await member.Get("/upcoming");

        Assert.Equal(["Pay rent"], upcoming.Titles);
        Assert.Equal("2031-05-01T17:30", upcoming.One(".todo time").GetAttribute("datetime"));
        Assert.Equal(["Low priority"], upcoming.Texts(".todo .priority-text"));
        Assert.Equal(["#home", "#money"], upcoming.Texts(".todo .chip"));
    }

    [Fact]
    public async Task A_mistake_keeps_the_words_and_what_was_chosen_besides()
    {
        using var member = await Host.NewMember();
        var words = $"{new string('x', 201)} tomorrow";

        var page = await member.Add(words, "/today", ("priority", "high"));
        var added = await member.Submit((IHtmlFormElement)page.One("#quick-add"), ("title", "Short tomorrow"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(words, page.One("#add-title").GetAttribute("value"));
        Assert.Equal("Added Short", added.Notice);
        Assert.Equal(["Short"], (await member.Get("/upcoming")).Titles);
    }

    [Fact]
    public async Task A_preview_shows_what_was_understood_and_as_what()
    {
        using var member = await Host.NewMember();
        await member.AddList("Bills");

        var preview = await Preview(member, Phrase);

        Assert.Equal(["every month on the 15th", "9am", "!high", "#home", "/Bills"], preview.Texts("mark"));
        Assert.Equal(Phrase, preview.One(".understood").TextContent);
        var understood = preview.One(".understood-as").TextContent;
        foreach (var part in new[] { "Pay rent", "09:00", "Every month on the 15th", "High priority", "Tag home", "List Bills" })
            Assert.Contains(part, understood, StringComparison.Ordinal);
        Assert.Empty((await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task A_preview_is_of_what_would_be_added()
    {
        using var member = await Host.NewMember();

        var preview = await Preview(member, "Pay rent every month on the 15th /nowhere", ("priority", "low"));
        await member.Add("Pay rent every month on the 15th /nowhere", "/inbox");
        var inbox = await member.Get("/inbox");

        Assert.Equal(["every month on the 15th"], preview.Texts("mark"));
        Assert.Equal("Pay rent /nowhere.", preview.One(".understood-title").TextContent);
        Assert.Contains("Low priority", preview.One(".understood-as").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Pay rent /nowhere"], inbox.Titles);
        Assert.Equal(Next15th, inbox.One(".todo time").GetAttribute("datetime"));
    }

    [Theory]
    [InlineData("", "Europe/Berlin")]
    [InlineData("Just a title", "Europe/Berlin")]
    [InlineData("Buy milk tomorrow", "")]
    [InlineData("Buy milk tomorrow", "/etc/passwd")]
    [InlineData("Buy milk tomorrow", "Nowhere/Land")]
    public async Task Where_nothing_is_understood_there_is_no_preview(string text, string zone)
    {
        using var member = await Host.NewMember();

        var preview = await member.Post("/todos/preview", [new("title", text), new("zone", zone), new("locale", "en")]);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal("", preview.Html.Trim());
    }

    [Fact]
    public async Task A_preview_of_markup_is_text()
    {
        using var member = await Host.NewMember();

        var preview = await Preview(member, "<img src=x onerror=alert(1)> tomorrow <script>alert(1)</script> #a<b>");

        Assert.NotEmpty(preview.Texts(".understood"));
        Assert.Empty(preview.Document.QuerySelectorAll("img, script, b"));
    }

    private static Task<WebPage> Preview(Visitor member, string text, params (string Name, string Value)[] more) =>
        member.Post("/todos/preview", [
            new("title", text), new("zone", "Europe/Berlin"), new("locale", "en"), .. more.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
}

using System.Net;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Taking todos out and in, in a browser without scripts.</summary>
[Trait("Kind", "Web")]
public sealed class ImportPageTests(WebHost host) : WebTest(host)
{
    [Theory]
    [InlineData("json", "\"title\":\"Buy milk\"")]
    [InlineData("csv", "\"Buy milk\"")]
    [InlineData("ics", "SUMMARY:Buy milk")]
    public async Task Each_format_is_a_link_away(string format, string text)
    {
        using var member = await Host.NewMember();
        await member.Add("Buy milk");
        var page = await member.Get("/account/data");

        var file = await member.Get(page.One($"a[download][href$='format={format}']").GetAttribute("href")!);

        Assert.Contains(text, file.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_a_file_says_what_would_happen_and_keeps_the_form()
    {
        using var member = await Host.NewMember();

        var page = await member.Upload(
            "/account/import", "file", TransferSamples.Read("todoist.csv"), ("step", "check"), ("format", "todoist"), ("list", "From Todoist"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("9 todos, one new list, 3 new tags.", page.One("#import-report").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.Texts(".import-notes li"), note => note.Contains("every blue moon", StringComparison.Ordinal));
        Assert.Equal("todoist", page.One("#import-format option[selected]").GetAttribute("value"));
        Assert.Equal("From Todoist", page.One("#import-list").GetAttribute("value"));
        Assert.Equal("import-form", page.One("#import-report button[value='import']").GetAttribute("form"));
        Assert.Empty((await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task Confirming_imports_it()
    {
        using var member = await Host.NewMember();

        var page = await member.Upload("/account/import", "file", TransferSamples.Read("thunderbird.ics"), ("step", "import"), ("format", ""), ("list", ""));

        Assert.Equal("Imported 4 todos", page.Notice);
        Assert.Equal(4, (await member.Get("/inbox")).Titles.Count);
    }

    [Fact]
    public async Task What_is_wrong_is_said_line_by_line()
    {
        using var member = await Host.NewMember();

        var page = await member.Upload("/account/import", "file", "title,due_on\r\na,soon\r\nb,later\r\n", ("step", "check"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(2, page.Texts("#import-form .alert li").Count);
        Assert.StartsWith("line 2: due_on must be a day", page.Texts("#import-form .alert li")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_names_are_shown_as_text()
    {
        using var member = await Host.NewMember();

        var page = await member.Upload("/account/import", "file", "title,<script>alert(1)</script>\r\n<img src=x>,y\r\n", ("step", "check"));

        Assert.Contains(page.Texts(".import-notes li"), note => note.Contains("<script>", StringComparison.Ordinal));
        Assert.Null(page.Document.QuerySelector("#import-report script, #import-report img"));
    }

    [Fact]
    public async Task A_format_that_there_is_not_is_refused()
    {
        using var member = await Host.NewMember();

        var export = await member.Get("/account/export?format=xlsx");
        var import = await member.Upload("/account/import", "file", "title\r\na\r\n", ("format", "xlsx"));

        Assert.Equal(HttpStatusCode.BadRequest, export.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, import.Status);
    }
}

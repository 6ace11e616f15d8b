using System.Net;
using AngleSharp.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Whatever people write is shown as they wrote it, and does nothing.</summary>
[Trait("Kind", "Web")]
public sealed class HostileTextTests(WebHost host) : WebTest(host)
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' autofocus onfocus='alert(1)")]
    [InlineData("</title></textarea></select><svg onload=alert(1)>")]
    [InlineData("{{7*7}} ${7*7} @(7*7) &lt;b&gt; &amp;")]
    [InlineData("שלום, עולם: \u202Eevil\u202C 👩‍👩‍👧‍👦 é ﷽")]
    public async Task Text_that_looks_like_markup_stays_text_everywhere(string text)
    {
        using var member = await Host.NewMember();
        var page = await member.Add(text);
        var list = await member.AddList(text);

        WebPage[] pages =
        [
            page, await member.Get(page.PathTo(text)), await member.Get(list), await member.Get($"{list}/edit"),
            await member.Get($"/search?q={Uri.EscapeDataString(text)}"), await member.Submit(page.FormOf($"Complete: {text}".Replace("'", "\\'", StringComparison.Ordinal))),
        ];

        Assert.Equal([text], page.Titles);
        foreach (var shown in pages)
            AssertHarmless(shown);
    }

    [Theory]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[click](vbscript:x)")]
    [InlineData("[click](&#106;avascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![pixel](https://tracker.example/pixel.png)")]
    [InlineData("[a]: javascript:alert(1)\n\n[a]")]
    public async Task Notes_are_rendered_without_anything_that_acts(string notes)
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Notes", "/today", ("notes", notes))).PathTo("Notes");

        var page = await member.Get(path);

        AssertHarmless(page);
        Assert.Empty(page.Document.QuerySelectorAll(".prose img"));
        Assert.All(page.Document.QuerySelectorAll(".prose a"), link =>
            Assert.Matches("^(https?:|mailto:|$)", link.GetAttribute("href") ?? ""));
    }

    [Theory]
    [InlineData(1_000, "At most 500 characters; this has 1,000.")]
    [InlineData(201, "longer than 200 characters")]
    public async Task A_title_that_is_too_long_is_refused_whole_and_kept_whole(int length, string why)
    {
        using var member = await Host.NewMember();
        var title = new string('ä', length);

        var page = await member.Add(title);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(why, page.Complaints[0], StringComparison.Ordinal);
        Assert.Equal(title, page.One("#add-title").GetAttribute("value"));
    }

    [Fact]
    public async Task Notes_of_the_greatest_length_in_the_widest_script_come_through()
    {
        using var member = await Host.NewMember();
        var notes = string.Concat(Enumerable.Repeat("語", 10_000));

        var path = (await member.Add("Long", "/today", ("notes", notes))).PathTo("Long");

        Assert.Equal(notes, (await member.Get(path)).One("#detail-notes").TextContent.Trim());
    }

    [Fact]
    public async Task Markup_without_end_does_not_bring_the_page_down()
    {
        using var member = await Host.NewMember();
        var notes = string.Concat(Enumerable.Repeat("> ", 4_900));

        var path = (await member.Add("Deep", "/today", ("notes", notes + "x"))).PathTo("Deep");

        Assert.Equal(HttpStatusCode.OK, (await member.Get(path)).Status);
    }

    [Theory]
    [InlineData("with\0nul", HttpStatusCode.BadRequest)]
    [InlineData("with\u0007bell", HttpStatusCode.UnprocessableEntity)]
    public async Task Control_characters_are_refused_with_words(string title, HttpStatusCode status)
    {
        using var member = await Host.NewMember();

        var page = await member.Add(title);

        Assert.Equal(status, page.Status);
        Assert.NotEqual("", page.Heading);
        Assert.Empty((await member.Get("/today")).Titles);
    }

    [Theory]
    [InlineData("/today?cursor=garbage", HttpStatusCode.BadRequest)]
    [InlineData("/inbox?sort=nonsense", HttpStatusCode.OK)]
    [InlineData("/todos/not-an-id", HttpStatusCode.NotFound)]
    [InlineData("/tags/none-such", HttpStatusCode.NotFound)]
    public async Task An_address_that_makes_no_sense_gets_a_page_that_says_so(string path, HttpStatusCode status)
    {
        using var member = await Host.NewMember();

        var page = await member.Get(path);

        Assert.Equal(status, page.Status);
        Assert.NotEqual("", page.Heading);
    }

    [Fact]
    public async Task What_people_wrote_finds_its_own_direction()
    {
        using var member = await Host.NewMember();

        var page = await member.Add("שלום");

        Assert.Equal("auto", page.One(".todo-title span").GetAttribute("dir"));
    }

    private static void AssertHarmless(WebPage page)
    {
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src])"));
        Assert.All(page.Document.QuerySelectorAll("script"), script =>
            Assert.StartsWith("/", script.GetAttribute("src"), StringComparison.Ordinal));
        Assert.All(page.Document.All, element => Assert.DoesNotContain(element.Attributes, IsActive));
        Assert.Empty(page.Document.QuerySelectorAll("iframe, object, embed, base, style"));
    }

    private static bool IsActive(IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || attribute.Name is "style" or "srcdoc"
        || (attribute.Name is "href" or "src" or "action" && attribute.Value.TrimStart().StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
}

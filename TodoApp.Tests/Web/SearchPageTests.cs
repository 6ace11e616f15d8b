using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>A search shows what it found, and where.</summary>
[Trait("Kind", "Web")]
public sealed class SearchPageTests(WebHost host) : WebTest(host)
{
    [Fact]
    public async Task What_was_found_is_marked_in_the_title()
    {
        using var member = await Host.NewMember();
        await member.Add("Water the tomatoes", "/inbox", ("notes", "Not the tomatoes by the door"));

        var found = await member.Get("/search?q=tomatoes");
        var inbox = await member.Get("/inbox");

        Assert.Equal(["Water the tomatoes"], found.Titles);
        Assert.Equal(["tomatoes"], found.Texts(".todo-title mark"));
        Assert.Empty(found.Texts(".todo-excerpt"));
        Assert.Empty(inbox.Texts("mark"));
    }

    [Fact]
    public async Task What_only_the_notes_have_is_shown_with_the_words_around_it()
    {
        using var member = await Host.NewMember();
        var notes = $"{string.Concat(Enumerable.Repeat("lorem ipsum ", 50))}\nthen a **zeppelin** lands {string.Concat(Enumerable.Repeat("dolor sit ", 50))}";
        await member.Add("Watch the sky", "/inbox", ("notes", notes));

        var found = await member.Get("/search?q=zeppelin");

        Assert.Equal(["zeppelin"], found.Texts(".todo-excerpt mark"));
        var excerpt = found.One(".todo-excerpt").TextContent;
        Assert.Contains("then a **zeppelin** lands", excerpt, StringComparison.Ordinal);
        Assert.StartsWith("…", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("…", excerpt, StringComparison.Ordinal);
        Assert.InRange(excerpt.Length, 50, 170);
    }

    [Fact]
    public async Task Markup_around_what_was_found_stays_text()
    {
        using var member = await Host.NewMember();
        const string hostile = "</mark><img src=x onerror=alert(1)> zeppelin <script>alert(1)</script>";
        await member.Add(hostile, "/inbox");
        await member.Add("Harmless", "/inbox", ("notes", hostile));

        var found = await member.Get("/search?q=zeppelin");

        Assert.Contains(hostile, found.Titles);
        Assert.Equal(["zeppelin", "zeppelin"], found.Texts("#view mark"));
        Assert.Equal(hostile, found.One(".todo-excerpt").TextContent);
        Assert.Empty(found.Document.QuerySelectorAll("#view img, #view script"));
    }
}

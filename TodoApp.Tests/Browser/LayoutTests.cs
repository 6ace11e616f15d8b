using TodoApp.Tests.Support;

namespace TodoApp.Tests.Browser;

/// <summary>Nothing has to be scrolled sideways, however narrow the screen (WCAG 1.4.10).</summary>
[Trait("Kind", "Browser")]
public sealed class LayoutTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task No_page_is_wider_than_a_screen_of_320_pixels()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var paths = await Tour.PrepareAsync(tab);
        await tab.Page.GotoAsync("/today");
        await tab.AddAsync($"A word without end: {new string('w', 120)}", ("tags", new string('t', 50)));
        await tab.Page.SetViewportSizeAsync(320, 640);

        foreach (var path in paths.Concat(Tour.Outside))
        {
            await tab.Page.GotoAsync(path);
            var overflow = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.True(overflow <= 0, $"{path} is {overflow} pixels too wide");
        }
    }
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>axe finds nothing to say, on any page, light and dark, large and small.</summary>
[Trait("Kind", "Browser")]
public sealed class AccessibilityTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new()
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    [Theory]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Dark, false)]
    [InlineData(ColorScheme.Light, true)]
    [InlineData(ColorScheme.Dark, true)]
    public async Task No_page_has_a_violation_or_an_error_on_the_console(ColorScheme scheme, bool phone)
    {
        await using var tab = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = Desktop });
        var paths = await Tour.PrepareAsync(tab);
        await using var stranger = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = phone ? Phone : Desktop });
        if (phone)
            await tab.Page.SetViewportSizeAsync(Phone.Width, Phone.Height);

        var violations = new List<string>();
        foreach (var path in paths)
            violations.AddRange(await ViolationsAsync(tab, path, $"{(phone ? "phone" : "desktop")}-{scheme}".ToLowerInvariant()));
        foreach (var path in Tour.Outside)
            violations.AddRange(await ViolationsAsync(stranger, path, $"{(phone ? "phone" : "desktop")}-{scheme}".ToLowerInvariant()));

        Assert.Empty(violations);
        Assert.Empty(tab.Complaints);
        Assert.All(stranger.Complaints, complaint => Assert.Contains("404 (Not Found)", complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task What_opens_on_a_page_has_no_violation_either(ColorScheme scheme)
    {
        await using var tab = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = Desktop });
        var page = tab.Page;
        await tab.RegisterAsync();
        await tab.AddAsync("Buy milk", ("tags", "shop"));
        var violations = new List<string>(await ViolationsAsync(tab, "toast"));

        await page.FocusAsync("#add-title");
        violations.AddRange(await ViolationsAsync(tab, "quick add"));
        await page.FillAsync("#add-title", new string('x', 300));
        await page.PressAsync("#add-title", "Enter");
        await Expect(page.Locator("#add-title-error")).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "a mistake"));

        await page.GotoAsync("/today");
        await page.ClickAsync(".account-menu summary");
        violations.AddRange(await ViolationsAsync(tab, "account menu"));
        await page.ClickAsync("text=Keyboard shortcuts");
        violations.AddRange(await ViolationsAsync(tab, "shortcuts"));
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync(".todo-title");
        await Expect(page.Locator("#sheet")).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "sheet"));
        await page.Keyboard.PressAsync("Escape");
        await page.HoverAsync(".todo");
        await page.ClickAsync("[data-edit]");
        await Expect(page.Locator(".inline-edit")).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "edit in place"));

        Assert.Empty(violations);
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Tab tab, string path, string picture)
    {
        await tab.Page.GotoAsync(path);
        var name = System.Text.RegularExpressions.Regex.Replace(path, "[0-9a-f]{8}-[0-9a-f-]{27}|[^a-z]+", "-").Trim('-');
        await tab.ScreenshotAsync($"{picture}/{(name.Length == 0 ? "landing" : name)}");
        return await ViolationsAsync(tab, path);
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Tab tab, string where)
    {
        await tab.SettleAsync();
        var found = await tab.Page.RunAxe(Rules);
        Assert.NotEmpty(found.Passes);

        return found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{where}: {violation.Id}: {node.Html}"));
    }
}

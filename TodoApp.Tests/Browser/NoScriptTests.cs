using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>The same with JavaScript switched off: slower, plainer, complete.</summary>
[Trait("Kind", "Browser")]
public sealed class NoScriptTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task The_main_journey_needs_no_script()
    {
        await using var tab = await OpenAsync(new() { JavaScriptEnabled = false, ViewportSize = Desktop });
        var page = tab.Page;
        await tab.RegisterAsync();
        await tab.AddAsync("Buy milk", ("priority", "high"), ("tags", "shop"));
        await tab.AddAsync("Call Ada");

        await page.ClickAsync("[aria-label='Complete: Call Ada']");
        await page.ClickAsync(".toast-action");
        await Expect(page.Locator(".todo-title")).ToHaveCountAsync(2);

        await page.ClickAsync(".todo-title >> text=Buy milk");
        await page.FillAsync("#detail-title", "Buy oat milk");
        await page.ClickAsync("main >> text=Save");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Saved Buy oat milk");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", "no-script-today.png") });

        await tab.Row("Buy oat milk").HoverAsync();
        await page.ClickAsync("[aria-label='Delete: Buy oat milk']");
        await page.ClickAsync("#nav >> text=Trash");
        await page.ClickAsync("[aria-label='Restore: Buy oat milk']");
        await page.ClickAsync("#nav >> text=Search");
        await page.FillAsync("#search-text", "oat");
        await page.PressAsync("#search-text", "Enter");
        await Expect(page.Locator(".todo-title")).ToHaveTextAsync(["Buy oat milk"]);

        await page.ClickAsync(".account-menu summary");
        await page.ClickAsync("text=Sign out");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("You are signed out.");
    }

    [Fact]
    public async Task A_phone_reaches_everything_without_a_script()
    {
        await using var tab = await OpenAsync(new() { JavaScriptEnabled = false, ViewportSize = Phone, IsMobile = true, HasTouch = true });
        var page = tab.Page;
        await tab.RegisterAsync();

        await page.ClickAsync("[aria-label='Add a todo']");
        await page.FillAsync("#add-title", "Buy milk");
        await page.FillAsync("#add-notes", "The *blue* one");
        await page.ClickAsync("#quick-add >> text=Add");
        await page.ClickAsync(".bottom-bar >> text=Browse");
        await page.ClickAsync("main >> text=Inbox");

        await Expect(page.Locator(".todo-title")).ToHaveTextAsync(["Buy milk"]);
    }
}

using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>A phrase is understood while it is typed, and becomes what the preview said.</summary>
[Trait("Kind", "Browser")]
public sealed class QuickAddBrowserTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task A_phrase_is_shown_as_it_is_understood_and_becomes_just_that()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var page = tab.Page;
        await tab.RegisterAsync();

        await page.GotoAsync("/inbox");
        await page.FocusAsync("#add-title");
        await page.Keyboard.TypeAsync("Pay rent every month on the 15th !high #home 9am");
        await Expect(page.Locator("#add-preview mark")).ToHaveTextAsync(["every month on the 15th", "!high", "#home", "9am"]);
        await Expect(page.Locator(".understood-as")).ToContainTextAsync("Every month on the 15th");
        await Expect(page.Locator("#add-title")).ToBeFocusedAsync();
        await tab.ScreenshotAsync("quick-add-preview");

        await page.Keyboard.PressAsync("Enter");
        await Expect(tab.Row("Pay rent")).ToHaveCountAsync(1);
        await Expect(tab.Row("Pay rent").Locator(".chip")).ToHaveTextAsync("#home");
        await Expect(tab.Row("Pay rent").Locator(".priority-text")).ToContainTextAsync("High");
        await Expect(tab.Row("Pay rent").Locator("time")).ToContainTextAsync("09:00");
        await Expect(page.Locator("#add-preview")).ToHaveTextAsync("");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_preview_follows_the_fields_and_goes_when_nothing_is_understood()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Phone });
        var page = tab.Page;
        await tab.RegisterAsync();

        await page.FillAsync("#add-title", "Pay rent tomorrow !high");
        await Expect(page.Locator(".understood-as")).ToContainTextAsync("High priority");
        await page.SelectOptionAsync("#add-priority", "low");
        await Expect(page.Locator(".understood-as")).ToContainTextAsync("Low priority");
        await tab.ScreenshotAsync("quick-add-preview-phone");

        await page.FillAsync("#add-title", "Pay rent");
        await Expect(page.Locator("#add-preview")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task A_preview_that_does_not_come_is_not_missed()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var asked = new TaskCompletionSource();
        await tab.Page.RouteAsync("**/todos/preview", async route =>
        {
            await route.AbortAsync();
            asked.TrySetResult();
        });

        await tab.Page.FillAsync("#add-title", "Pay rent #home");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await tab.Page.PressAsync("#add-title", "Enter");

        await Expect(tab.Page.Locator("#toasts")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Added Pay rent"));
        await Expect(tab.Row("Pay rent")).ToHaveCountAsync(1);
    }
}

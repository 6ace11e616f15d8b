using Microsoft.Playwright;
using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>Selecting several todos, with the mouse and the keyboard.</summary>
[Trait("Kind", "Browser")]
public sealed class SelectTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task A_range_is_selected_with_shift_and_deleted_at_once_and_undone_at_once()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b", "c", "d");
        var page = tab.Page;
        await page.ClickAsync("[aria-label='Select several']");
        await Expect(page.Locator("[data-selected]")).ToHaveTextAsync("Nothing selected");
        await Expect(page.Locator("[value=delete]")).ToBeDisabledAsync();

        await tab.Row("a").ClickAsync();
        await tab.Row("c").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Locator("[data-selected]")).ToHaveTextAsync("3 selected");
        await tab.ScreenshotAsync("select");
        await page.ClickAsync("[value=delete]");

        await Expect(page.Locator("#toasts")).ToContainTextAsync("Moved to the trash: 3 todos");
        await Expect(page.Locator("#view .todo-title")).ToHaveTextAsync(["d"]);
        await page.ClickAsync(".toast-action");
        await Expect(page.Locator("#view .todo-title")).ToHaveTextAsync(["a", "b", "c", "d"]);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_keyboard_selects_and_enter_in_the_field_of_tags_adds_them()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b");
        var (page, keys) = (tab.Page, tab.Page.Keyboard);
        await page.ClickAsync("[aria-label='Select several']");
        await Expect(page.Locator("[data-selected]")).ToHaveTextAsync("Nothing selected");

        await keys.PressAsync("j");
        await keys.PressAsync("x");
        await keys.PressAsync("j");
        await keys.PressAsync("Space");
        await Expect(page.Locator("[data-selected]")).ToHaveTextAsync("2 selected");
        await page.FillAsync("#batch-tags", "home");
        await page.PressAsync("#batch-tags", "Enter");

        await Expect(page.Locator("#toasts")).ToContainTextAsync("Saved 2 todos");
        await Expect(page.Locator(".todo .chip")).ToHaveTextAsync(["#home", "#home"]);
    }

    [Fact]
    public async Task A_phone_selects_all_and_what_happens_meanwhile_takes_nothing_away()
    {
        await using var tab = await InboxWithAsync(Phone, "a", "b");
        var page = tab.Page;
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/inbox");
        await page.ClickAsync("[aria-label='Select several']");
        await page.ClickAsync("[data-select-all]");
        await Expect(page.Locator("[data-selected]")).ToHaveTextAsync("2 selected");
        await Expect(page.Locator("[data-select-all]")).ToHaveTextAsync("Select none");
        await tab.ScreenshotAsync("select-phone");

        await other.FillAsync("#add-title", "Meanwhile");
        await other.PressAsync("#add-title", "Enter");
        await Expect(other.Locator("#toasts")).ToContainTextAsync("Added Meanwhile");
        await page.ClickAsync("[value=complete]");

        await Expect(page.Locator("#toasts")).ToContainTextAsync("Completed 2 todos");
        await Expect(page.Locator("#view .todo-title")).ToHaveTextAsync(["Meanwhile"]);
        Assert.Empty(tab.Complaints);
    }
}

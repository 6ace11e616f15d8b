using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>Everything with the keyboard, and nothing by accident.</summary>
[Trait("Kind", "Browser")]
public sealed class KeyboardTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task A_todo_is_added_found_edited_completed_and_brought_back_without_a_mouse()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var (page, keys) = (tab.Page, tab.Page.Keyboard);
        await tab.RegisterAsync();

        await keys.PressAsync("q");
        await keys.TypeAsync("First");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Added First");
        await keys.TypeAsync("Second");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Added Second");
        await keys.PressAsync("Escape");

        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await Expect(page.Locator(".todo-title").Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await keys.PressAsync("e");
        await Expect(page.Locator("#inline-title")).ToBeFocusedAsync();
        await keys.TypeAsync("Changed");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".todo-title").First).ToHaveTextAsync("Changed");
        await Expect(page.Locator(".todo-title").First).ToBeFocusedAsync();

        await keys.PressAsync("x");
        await Expect(tab.Row("Changed")).ToHaveCountAsync(0);
        await Expect(page.Locator(".todo-title").First).ToBeFocusedAsync();
        await keys.PressAsync("u");
        await Expect(tab.Row("Changed")).ToHaveCountAsync(1);

        await keys.PressAsync("/");
        await tab.ArriveAsync("/search$");
        await Expect(page.Locator("#search-text")).ToBeFocusedAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Keys_that_are_typed_into_a_field_are_only_text()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();

        await tab.Page.FocusAsync("#add-title");
        await tab.Page.Keyboard.TypeAsync("?/jkxeg t#u");

        await Expect(tab.Page.Locator("#add-title")).ToHaveValueAsync("?/jkxeg t#u");
        await Expect(tab.Page.Locator("#shortcuts")).ToBeHiddenAsync();
        Assert.EndsWith("/today", tab.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_of_shortcuts_opens_closes_and_gives_the_focus_back()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("Buy milk");
        await tab.Page.FocusAsync(".todo-title");

        await tab.Page.Keyboard.PressAsync("?");
        await Expect(tab.Page.Locator("#shortcuts")).ToBeVisibleAsync();
        await tab.ScreenshotAsync("shortcuts");
        await tab.Page.Keyboard.PressAsync("Escape");

        await Expect(tab.Page.Locator("#shortcuts")).ToBeHiddenAsync();
        await Expect(tab.Page.Locator(".todo-title")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Switched_off_no_key_does_anything()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.Page.GotoAsync("/account/appearance");
        await tab.Page.UncheckAsync("[name=shortcuts]");
        await tab.Page.ClickAsync("main >> text=Save");
        await tab.Page.GotoAsync("/today");

        await tab.Page.Keyboard.PressAsync("q");
        await tab.Page.Keyboard.PressAsync("?");

        await Expect(tab.Page.Locator("#add-title")).Not.ToBeFocusedAsync();
        await Expect(tab.Page.Locator("#shortcuts")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();

        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Page.Locator(".skip-link")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator("#main")).ToBeFocusedAsync();
    }
}

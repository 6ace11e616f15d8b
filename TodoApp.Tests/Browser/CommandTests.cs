using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>Going anywhere and doing anything by typing its name.</summary>
[Trait("Kind", "Browser")]
public sealed class CommandTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    private const string Option = "#commands [role=option]";

    [Fact]
    public async Task A_list_is_found_by_a_part_of_its_name_whatever_its_accents()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var page = tab.Page;
        await tab.RegisterAsync();
        await page.GotoAsync("/lists");
        await page.FillAsync("#list-name", "Été au jardin");
        await page.ClickAsync("text=Make the list");
        await tab.ArriveAsync("/lists/[0-9a-f-]{36}$");
        await page.GotoAsync("/today");

        await page.FocusAsync("#add-title");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("#commands input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jardin ete");
        await Expect(page.Locator(Option)).ToHaveTextAsync(["Été au jardin", "Search for “jardin ete”"]);
        await tab.ScreenshotAsync("commands");
        await page.Keyboard.PressAsync("Enter");

        await tab.ArriveAsync("/lists/[0-9a-f-]{36}$");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Été au jardin");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task What_is_no_command_is_searched_for()
    {
        await using var tab = await InboxWithAsync(Desktop, "Feed the zebras");
        await tab.Page.Keyboard.PressAsync("Escape");

        await tab.Page.Keyboard.PressAsync("Control+k");
        await tab.Page.Keyboard.TypeAsync("zebras & co");
        await Expect(tab.Page.Locator(Option)).ToHaveTextAsync(["Search for “zebras & co”"]);
        await tab.Page.ClickAsync(Option);

        await tab.ArriveAsync("/search\\?q=zebras%20%26%20co$");
        await Expect(tab.Page.Locator("#search-text")).ToHaveValueAsync("zebras & co");
    }

    [Fact]
    public async Task The_arrows_choose_what_enter_does_and_escape_gives_the_focus_back()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b");
        var (page, keys) = (tab.Page, tab.Page.Keyboard);
        await tab.Row("a").Locator(".todo-title").FocusAsync();

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("undo");
        await keys.PressAsync("Escape");
        await Expect(page.Locator("#commands")).ToBeHiddenAsync();
        await Expect(page.Locator(".todo-title:focus")).ToHaveTextAsync("a");

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("order");
        await Expect(page.Locator($"{Option}[aria-selected=true]")).ToHaveTextAsync("Change the order");
        await keys.PressAsync("ArrowDown");
        await Expect(page.Locator($"{Option}[aria-selected=true]")).ToHaveTextAsync("Search for “order”");
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("Enter");

        await tab.ArriveAsync("/inbox\\?arrange=on$");
        Assert.Empty(tab.Complaints);
    }
}

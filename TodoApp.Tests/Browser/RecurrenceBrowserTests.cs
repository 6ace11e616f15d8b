using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>What repeats comes again when it is done, and the undo takes that back whole.</summary>
[Trait("Kind", "Browser")]
public sealed class RecurrenceBrowserTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task Completing_shows_the_next_one_and_undo_takes_it_away()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var page = tab.Page;
        await AddRentAsync(tab);

        await page.ClickAsync("[aria-label='Complete: Pay rent']");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Completed Pay rent");
        await Expect(page.Locator(".todo time")).ToHaveAttributeAsync("datetime", "2031-06-01");
        await page.ReloadAsync();
        await Expect(page.Locator(".todo time")).ToHaveAttributeAsync("datetime", "2031-06-01");

        await page.ClickAsync("[aria-label='Complete: Pay rent']");
        await Expect(page.Locator(".todo time")).ToHaveAttributeAsync("datetime", "2031-07-01");
        await page.ClickAsync("#toasts >> text=Undo");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Undone.");
        await Expect(page.Locator(".todo time")).ToHaveAttributeAsync("datetime", "2031-06-01");
        await Expect(page.Locator("[data-todo]")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.Locator(".todo time")).ToHaveAttributeAsync("datetime", "2031-06-01");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_keyboard_stays_near_where_it_was()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await AddRentAsync(tab);
        await tab.AddAsync("Another");

        await tab.Page.FocusAsync("[aria-label='Complete: Pay rent']");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator(".todo time")).ToHaveAttributeAsync("datetime", "2031-06-01");
        await Expect(tab.Page.Locator(".todo-title:focus")).ToHaveTextAsync("Another");
    }

    [Fact]
    public async Task How_it_repeats_asks_only_for_what_matters()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var page = tab.Page;
        await AddRentAsync(tab);

        await page.ClickAsync(".todo-title");
        await Expect(page.Locator("#detail-repeat")).ToHaveValueAsync("monthly");
        await Expect(page.Locator("#detail-repeat-rule")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#detail-repeat", "none");
        await Expect(page.Locator("#detail-repeat-from")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#detail-repeat", "other");
        await page.FillAsync("#detail-repeat-rule", "every other blue moon");
        await page.ClickAsync("#sheet >> text=Save");

        await Expect(page.Locator("#detail-repeat-error")).ToContainTextAsync("That is no way to repeat");
        await Expect(page.Locator("#detail-repeat-rule")).ToHaveValueAsync("every other blue moon");
        await page.FillAsync("#detail-repeat-rule", "every last day of the month");
        await page.ClickAsync("#sheet >> text=Save");
        await Expect(page.Locator(".todo .repeats")).ToContainTextAsync("Every month on the last day");
    }

    private static async Task AddRentAsync(Tab tab)
    {
        await tab.RegisterAsync();
        await tab.Page.GotoAsync("/inbox");
        await tab.Page.FillAsync("#add-title", "Pay rent every month 2031-05-01");
        await tab.Page.PressAsync("#add-title", "Enter");
        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("Added Pay rent");
        await Expect(tab.Page.Locator(".todo .repeats")).ToContainTextAsync("Every month on the 1st");
    }
}

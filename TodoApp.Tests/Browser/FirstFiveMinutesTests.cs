using Microsoft.Playwright;
using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>What a newcomer does first, in a real browser, with pictures in artifacts/screenshots.</summary>
[Trait("Kind", "Browser")]
public sealed class FirstFiveMinutesTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    private const string Email = "newcomer@example.org";

    [Fact]
    public async Task A_newcomer_finds_everything_again_the_next_time()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var page = tab.Page;
        await page.GotoAsync("/");
        await tab.ScreenshotAsync("01-landing");
        await page.ClickAsync("text=Create an account");
        await tab.RegisterAsync(email: Email);
        await Expect(page.Locator(".empty-title")).ToHaveTextAsync("Nothing left for today");
        await tab.ScreenshotAsync("02-empty-today");

        await AddTodosAsync(tab);
        await CompleteAndUndoAsync(tab);
        await EditAsync(tab);
        await SortIntoAListAsync(tab);
        await SearchAsync(tab);
        await DeleteAndRestoreAsync(tab);
        await ComeBackAsync(tab);

        Assert.Empty(tab.Complaints);
    }

    private static async Task AddTodosAsync(Tab tab)
    {
        await tab.AddAsync("Water the tomatoes", ("tags", "home"));
        await tab.AddAsync("Call grandmother", ("priority", "medium"), ("dueAt", "18:00"));
        await tab.AddAsync("Book the night train", ("priority", "high"), ("tags", "travel"));

        await Expect(tab.Page.Locator(".todo-title")).ToHaveTextAsync(
            ["Call grandmother", "Water the tomatoes", "Book the night train"]);
        await Expect(tab.Page.Locator("#add-title")).ToBeFocusedAsync();
        await tab.ScreenshotAsync("03-today");
    }

    private static async Task CompleteAndUndoAsync(Tab tab)
    {
        await tab.Row("Water the tomatoes").GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(tab.Row("Water the tomatoes")).ToHaveCountAsync(0);
        await tab.ScreenshotAsync("04-completed");

        await tab.Page.ClickAsync(".toast-action");
        await Expect(tab.Row("Water the tomatoes")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("Undone.");
    }

    private static async Task EditAsync(Tab tab)
    {
        var page = tab.Page;
        await page.ClickAsync("text=Book the night train");
        await Expect(page.Locator("#sheet")).ToBeVisibleAsync();
        await page.FillAsync("#detail-title", "Book the night train to Vienna");
        await page.FillAsync("#detail-notes", "Lower berth, *quiet* coach.\n\n- [ ] check the strike\n- [ ] ear plugs");
        await tab.ScreenshotAsync("05-edit");
        await page.ClickAsync("#sheet >> text=Save");

        await Expect(page.Locator("#sheet")).ToBeHiddenAsync();
        await Expect(tab.Row("Book the night train to Vienna")).ToHaveCountAsync(1);
    }

    private static async Task SortIntoAListAsync(Tab tab)
    {
        var page = tab.Page;
        await page.ClickAsync("[aria-label='New list']");
        await page.FillAsync("#list-name", "Vienna");
        await page.CheckAsync("input[value=teal]");
        await page.ClickAsync("text=Make the list");
        await tab.ArriveAsync("/lists/[0-9a-f-]{36}$");
        await tab.AddAsync("Find the museum's hours", ("tags", "travel"));
        await tab.ScreenshotAsync("06-list");

        await page.ClickAsync("#nav >> text=travel");
        await Expect(page.Locator("h1")).ToHaveTextAsync("travel");
        await Expect(page.Locator(".todo-title")).ToHaveCountAsync(2);
        await tab.ScreenshotAsync("07-tag");
    }

    private static async Task SearchAsync(Tab tab)
    {
        await tab.Page.ClickAsync("#nav >> text=Search");
        await tab.Page.FillAsync("#search-text", "strike");
        await Expect(tab.Page.Locator(".todo-title")).ToHaveTextAsync(["Book the night train to Vienna"]);
        await tab.ScreenshotAsync("08-search");
    }

    private static async Task DeleteAndRestoreAsync(Tab tab)
    {
        var page = tab.Page;
        await page.ClickAsync("#nav >> text=Today");
        await tab.Row("Call grandmother").HoverAsync();
        await tab.Row("Call grandmother").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(tab.Row("Call grandmother")).ToHaveCountAsync(0);

        await page.ClickAsync("#nav >> text=Trash");
        await tab.ScreenshotAsync("09-trash");
        await page.ClickAsync("[aria-label='Restore: Call grandmother']");
        await Expect(page.Locator(".empty-title")).ToHaveTextAsync("The trash is empty");
    }

    private static async Task ComeBackAsync(Tab tab)
    {
        var page = tab.Page;
        await page.ClickAsync(".account-menu summary");
        await page.ClickAsync("text=Sign out");
        await tab.ArriveAsync("/signin$");
        await tab.ScreenshotAsync("10-signed-out");
        await page.FillAsync("#email", Email);
        await page.FillAsync("#password", TestUser.Password);
        await page.ClickAsync("main >> button:has-text('Sign in')");

        await Expect(page.Locator(".todo-title")).ToHaveTextAsync(
            ["Call grandmother", "Water the tomatoes", "Book the night train to Vienna"]);
        await Expect(page.Locator("#nav")).ToContainTextAsync("Vienna");
        await tab.ScreenshotAsync("11-back-again");
    }
}

using Microsoft.Playwright;
using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>An order of one's own, by dragging and with the keyboard.</summary>
[Trait("Kind", "Browser")]
public sealed class OrderTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task A_todo_that_is_dragged_stays_where_it_was_dropped_and_undo_takes_it_back()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b", "c");
        await tab.Page.EvaluateAsync("window.untouched = true");

        await DragAsync(tab, "a", "c");
        await tab.ScreenshotAsync("order-dragged");
        await tab.Page.Mouse.UpAsync();

        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("Moved a");
        await OrderAsync(tab, "b", "c", "a");
        await tab.Page.ClickAsync(".toast-action");
        await OrderAsync(tab, "a", "b", "c");
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.untouched"));
        await tab.Page.ReloadAsync();
        await OrderAsync(tab, "a", "b", "c");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Escape_puts_back_what_is_being_dragged()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b", "c");
        var asked = 0;
        await tab.Page.RouteAsync("**/todos/move", route =>
        {
            asked++;
            return route.ContinueAsync();
        });

        await DragAsync(tab, "c", "a");
        await OrderAsync(tab, "c", "a", "b");
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.Mouse.UpAsync();

        await OrderAsync(tab, "a", "b", "c");
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task The_keyboard_moves_step_by_step_keeps_the_focus_and_writes_once()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b", "c");
        var (page, keys) = (tab.Page, tab.Page.Keyboard);
        await tab.Row("a").Locator(".todo-title").FocusAsync();

        await keys.DownAsync("Alt");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await OrderAsync(tab, "b", "c", "a");
        await keys.UpAsync("Alt");

        await Expect(page.Locator("#toasts")).ToContainTextAsync("Moved a");
        await Expect(page.Locator(".todo-title:focus")).ToHaveTextAsync("a");
        await keys.PressAsync("u");
        await OrderAsync(tab, "a", "b", "c");
        await Expect(page.Locator(".todo-title:focus")).ToHaveTextAsync("a");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task What_could_not_be_saved_goes_back_to_where_it_was()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b");
        await tab.Page.RouteAsync("**/todos/move", route => route.AbortAsync());
        await tab.Row("a").Locator(".todo-title").FocusAsync();

        await tab.Page.Keyboard.PressAsync("Alt+ArrowDown");

        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("cannot be reached");
        await OrderAsync(tab, "a", "b");
        await Expect(tab.Page.Locator(".todo-title:focus")).ToHaveTextAsync("a");
    }

    [Fact]
    public async Task Another_window_follows_and_does_not_take_away_what_is_being_dragged()
    {
        await using var tab = await InboxWithAsync(Desktop, "a", "b", "c");
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync("/inbox");

        await DragAsync(tab, "a", "c");
        await other.FillAsync("#add-title", "Meanwhile");
        await other.PressAsync("#add-title", "Enter");
        await Expect(other.Locator("#toasts")).ToContainTextAsync("Added Meanwhile");
        await OrderAsync(tab, "b", "c", "a");
        await tab.Page.Mouse.UpAsync();

        await Expect(other.Locator("#view .todo-title")).ToHaveTextAsync(["b", "c", "a", "Meanwhile"]);
        await OrderAsync(tab, "b", "c", "a", "Meanwhile");
    }

    [Fact]
    public async Task A_phone_has_buttons_and_handles_on_a_page_for_it()
    {
        await using var tab = await InboxWithAsync(Phone, "a", "b", "c");
        var page = tab.Page;
        await Expect(page.Locator(".grip").First).ToBeHiddenAsync();
        await page.ClickAsync("[aria-label='Change the order']");
        await tab.ArriveAsync("/inbox\\?arrange=on$");
        await tab.ScreenshotAsync("order-phone");

        await page.ClickAsync("[aria-label='Move down: a']");
        await OrderAsync(tab, "b", "a", "c");
        await Expect(page.Locator("[aria-label='Move down: a']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await OrderAsync(tab, "b", "c", "a");
        // There is no further down, but the way back is right beside it.
        await Expect(page.Locator(":focus")).ToHaveTextAsync("a");
        await DragAsync(tab, "a", "b");
        await page.Mouse.UpAsync();
        await OrderAsync(tab, "a", "b", "c");
        await Expect(page.Locator("[aria-label='Move up: a']")).ToBeDisabledAsync();
        await page.ClickAsync("text=Done");

        await tab.ArriveAsync("/inbox$");
        await OrderAsync(tab, "a", "b", "c");
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Takes a row by its handle and holds it over another one.</summary>
    private static async Task DragAsync(Tab tab, string title, string over)
    {
        var mouse = tab.Page.Mouse;
        await tab.Row(title).HoverAsync();
        var from = await BoxAsync(tab.Row(title).Locator(".grip"));
        var to = await BoxAsync(tab.Row(over));
        await mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await mouse.DownAsync();
        await mouse.MoveAsync(from.X, to.Y + to.Height / 2 + (to.Y > from.Y ? 8 : -8), new() { Steps = 8 });
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator) =>
        await locator.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not to be seen.");

    private static Task OrderAsync(Tab tab, params string[] titles) =>
        Expect(tab.Page.Locator("#view .todo-title")).ToHaveTextAsync(titles);
}

using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>Two windows of one person, and what one sees of the other.</summary>
[Trait("Kind", "Browser")]
public sealed class RealtimeTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task What_is_done_in_one_window_shows_in_the_other_by_itself()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync("/today");
        await other.EvaluateAsync("window.untouched = true");

        await tab.AddAsync("Seen from afar");
        await Expect(other.Locator(".todo", new() { HasTextString = "Seen from afar" })).ToHaveCountAsync(1);
        await Expect(other.Locator("#nav a[href='/inbox'] .count")).ToContainTextAsync("1");

        await tab.Page.ClickAsync("[aria-label='Complete: Seen from afar']");
        await Expect(other.Locator(".todo", new() { HasTextString = "Seen from afar" })).ToHaveCountAsync(0);
        Assert.True(await other.EvaluateAsync<bool>("window.untouched"));
    }

    [Fact]
    public async Task What_happens_before_the_stream_is_open_is_not_missed()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var other = await tab.Page.Context.NewPageAsync();
        var opened = new TaskCompletionSource();
        await other.RouteAsync("**/events*", async route =>
        {
            await opened.Task;
            await route.ContinueAsync();
        });
        await other.GotoAsync("/today");

        await tab.AddAsync("Written meanwhile");
        opened.SetResult();

        await Expect(other.Locator(".todo", new() { HasTextString = "Written meanwhile" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_server_that_is_away_when_something_happens_is_asked_again()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync("/today");
        var asked = 0;
        await other.RouteAsync("**/today", route => ++asked switch
        {
            1 => route.AbortAsync(),
            2 => route.FulfillAsync(new() { Status = 503 }),
            _ => route.ContinueAsync(),
        });

        await tab.AddAsync("Told once");

        await Expect(other.Locator(".todo", new() { HasTextString = "Told once" })).ToHaveCountAsync(1);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_stream_that_is_refused_is_opened_again_and_tells_what_was_missed()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var other = await tab.Page.Context.NewPageAsync();
        var asked = 0;
        var refused = new TaskCompletionSource();
        await other.RouteAsync("**/events*", async route =>
        {
            if (++asked > 3)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FulfillAsync(new() { Status = 503 });
            refused.TrySetResult();
        });
        await other.GotoAsync("/today");
        await refused.Task;

        await tab.AddAsync("Told late");

        await Expect(other.Locator(".todo", new() { HasTextString = "Told late" })).ToHaveCountAsync(1);
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task What_somebody_is_typing_is_not_taken_away()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("Being edited");
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync("/today");
        await other.HoverAsync(".todo");
        await other.ClickAsync("[aria-label='Edit: Being edited']");
        await other.FillAsync("#inline-title", "Half a new tit");

        await tab.AddAsync("Meanwhile");
        await other.Locator("#inline-title").PressSequentiallyAsync("le");
        await Expect(other.Locator("#inline-title")).ToHaveValueAsync("Half a new title");
        await other.PressAsync("#inline-title", "Enter");

        await Expect(other.Locator(".todo", new() { HasTextString = "Half a new title" })).ToHaveCountAsync(1);
        await Expect(other.Locator(".todo", new() { HasTextString = "Meanwhile" })).ToHaveCountAsync(1);
    }
}

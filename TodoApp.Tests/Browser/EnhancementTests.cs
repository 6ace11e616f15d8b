using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>What scripts add: no reloads, nothing lost when the server stumbles, two tabs that do not overwrite each other.</summary>
[Trait("Kind", "Browser")]
public sealed class EnhancementTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task Completing_changes_only_the_row_and_the_counts()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("First");
        await tab.AddAsync("Second");
        await tab.Page.EvaluateAsync("window.untouched = true");

        await tab.Page.ClickAsync("[aria-label='Complete: First']");
        await Expect(tab.Row("First")).ToHaveCountAsync(0);

        await Expect(tab.Page.Locator("#nav a[href='/inbox'] .count")).ToContainTextAsync("1");
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.untouched"));
    }

    [Fact]
    public async Task What_has_just_been_drawn_works_at_once()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("First");
        await tab.Page.EvaluateAsync("""
            window.untouched = true;
            new MutationObserver((_, watch) => {
              watch.disconnect();
              document.querySelector("[aria-label='Complete: First']").form.requestSubmit();
            }).observe(document.querySelector('main'), { childList: true });
            """);

        await tab.Page.FillAsync("#add-title", "Second");
        await tab.Page.PressAsync("#add-title", "Enter");

        await Expect(tab.Row("First")).ToHaveCountAsync(0);
        await Expect(tab.Row("Second")).ToHaveCountAsync(1);
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.untouched === true"));
    }

    [Fact]
    public async Task The_last_todo_that_goes_leaves_words_behind()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("Only one");

        await tab.Page.ClickAsync("[aria-label='Complete: Only one']");

        await Expect(tab.Page.Locator(".empty-title")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_the_server_is_away_the_page_says_so_and_keeps_what_was_typed()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.Page.RouteAsync("**/todos", route => route.AbortAsync());

        await tab.Page.FillAsync("#add-title", "Typed in vain?");
        await tab.Page.PressAsync("#add-title", "Enter");
        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("cannot be reached");
        await Expect(tab.Page.Locator("#add-title")).ToHaveValueAsync("Typed in vain?");

        await tab.Page.UnrouteAsync("**/todos");
        await tab.Page.PressAsync("#add-title", "Enter");
        await Expect(tab.Row("Typed in vain?")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_next_todo_can_be_typed_while_the_last_one_is_on_its_way()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var arrived = new TaskCompletionSource();
        await tab.Page.RouteAsync("**/todos", async route =>
        {
            await arrived.Task;
            await route.ContinueAsync();
        });

        await tab.Page.FillAsync("#add-title", "First");
        await tab.Page.PressAsync("#add-title", "Enter");
        await Expect(tab.Page.Locator("#add-title")).ToHaveValueAsync("");
        await tab.Page.Keyboard.TypeAsync("Second");
        arrived.SetResult();
        await Expect(tab.Row("First")).ToHaveCountAsync(1);

        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("Added First");
        await Expect(tab.Page.Locator("#add-title")).ToHaveValueAsync("Second");
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_explained_in_place_and_kept()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        var title = new string('x', 1_000);

        await tab.Page.FillAsync("#add-title", title);
        await tab.Page.PressAsync("#add-title", "Enter");

        await Expect(tab.Page.Locator("#add-title-error")).ToContainTextAsync("At most 500 characters; this has 1,000.");
        await Expect(tab.Page.Locator("#add-title")).ToHaveValueAsync(title);
        await Expect(tab.Page.Locator("#add-title")).ToBeFocusedAsync();

        await tab.AddAsync("Short enough");
        await Expect(tab.Page.Locator("#add-title-error")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("#add-title")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Two_tabs_that_edit_one_todo_are_told_of_each_other()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("Draft");
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync("/today");
        await tab.Page.ClickAsync(".todo-title");
        await tab.Page.FillAsync("#detail-title", "Mine");
        await other.ClickAsync(".todo-title");
        await other.FillAsync("#detail-title", "Theirs");
        await other.ClickAsync("#sheet >> text=Save");
        await Expect(other.Locator("#sheet")).ToBeHiddenAsync();

        await tab.Page.ClickAsync("#sheet >> text=Save");
        await Expect(tab.Page.Locator("#sheet .conflict")).ToContainTextAsync("Theirs");
        await Expect(tab.Page.Locator("#detail-title")).ToHaveValueAsync("Mine");
        await tab.ScreenshotAsync("conflict");

        await tab.Page.ClickAsync("#sheet >> text=Save mine");
        await Expect(tab.Page.Locator("#sheet")).ToBeHiddenAsync();
        await Expect(tab.Row("Mine")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Closing_a_todo_with_changes_asks_first()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.AddAsync("Draft");
        await tab.Page.ClickAsync(".todo-title");
        await tab.Page.FillAsync("#detail-title", "Half a thought");
        var asked = new TaskCompletionSource<string>();
        tab.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Message);
            await dialog.DismissAsync();
        };

        await tab.Page.Keyboard.PressAsync("Escape");

        Assert.Equal("Discard what you have changed?", await asked.Task);
        await Expect(tab.Page.Locator("#detail-title")).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task The_browsers_time_zone_becomes_the_accounts()
    {
        await using var tab = await OpenAsync(new() { TimezoneId = "Asia/Tokyo" });
        await tab.RegisterAsync();

        await tab.Page.GotoAsync("/account");

        await Expect(tab.Page.Locator("#time-zone")).ToHaveValueAsync("Asia/Tokyo");
    }

    [Fact]
    public async Task Markup_in_titles_runs_nothing_in_a_real_browser()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        const string title = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

        await tab.AddAsync(title, ("tags", "a'b"));
        await tab.Page.ReloadAsync();
        await tab.Page.ClickAsync(".todo-title");
        await Expect(tab.Page.Locator("#detail-title")).ToHaveValueAsync(title);

        Assert.Equal("Today · TodoApp", await tab.Page.TitleAsync());
        Assert.Empty(tab.Complaints);
    }
}

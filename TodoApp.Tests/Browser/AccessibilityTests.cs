using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>axe finds nothing to say, on any page, light and dark, large and small.</summary>
[Trait("Kind", "Browser")]
public sealed partial class AccessibilityTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new()
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    private static readonly (string Name, ColorScheme Scheme, ViewportSize Size)[] Looks =
    [
        ("desktop-light", ColorScheme.Light, Desktop), ("desktop-dark", ColorScheme.Dark, Desktop),
        ("phone-light", ColorScheme.Light, Phone), ("phone-dark", ColorScheme.Dark, Phone),
    ];

    [Fact]
    public async Task No_page_has_a_violation_or_an_error_on_the_console()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        var paths = await Tour.PrepareAsync(tab);
        await using var stranger = await OpenAsync(new() { ViewportSize = Desktop });

        var violations = new List<string>();
        foreach (var path in paths)
            violations.AddRange(await ViolationsInEveryLookAsync(tab, path));
        foreach (var path in Tour.Outside)
            violations.AddRange(await ViolationsInEveryLookAsync(stranger, path));

        Assert.Empty(violations);
        Assert.Empty(tab.Complaints);
        Assert.All(stranger.Complaints, complaint => Assert.Contains("404 (Not Found)", complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task What_opens_on_a_page_has_no_violation_either(ColorScheme scheme)
    {
        await using var tab = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = Desktop });
        var page = tab.Page;
        await tab.RegisterAsync();
        await tab.AddAsync("Buy milk", ("tags", "shop"));
        var violations = new List<string>(await ViolationsAsync(tab, "toast"));

        await page.FocusAsync("#add-title");
        violations.AddRange(await ViolationsAsync(tab, "quick add"));
        await page.FillAsync("#add-title", "Pay rent every month !high #home /Inbox tomorrow 9am");
        await Expect(page.Locator(".understood-as")).ToContainTextAsync("Every month");
        violations.AddRange(await ViolationsAsync(tab, "preview"));
        await tab.ScreenshotAsync($"quick-add-{scheme}");
        await page.FillAsync("#add-title", new string('x', 300));
        await page.PressAsync("#add-title", "Enter");
        await Expect(page.Locator("#add-title-error")).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "a mistake"));

        await page.GotoAsync("/today");
        await page.ClickAsync(".account-menu summary");
        violations.AddRange(await ViolationsAsync(tab, "account menu"));
        await page.ClickAsync("text=Keyboard shortcuts");
        violations.AddRange(await ViolationsAsync(tab, "shortcuts"));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("#commands [role=option]").First).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "commands"));
        await tab.ScreenshotAsync($"commands-{scheme}");
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync(".todo-title");
        await Expect(page.Locator("#sheet")).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "sheet"));
        await page.Keyboard.PressAsync("Escape");
        await page.HoverAsync(".todo");
        await page.ClickAsync("[data-edit]");
        await Expect(page.Locator(".inline-edit")).ToBeVisibleAsync();
        violations.AddRange(await ViolationsAsync(tab, "edit in place"));

        Assert.Empty(violations);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nor_has_what_repeats_or_was_found(ColorScheme scheme)
    {
        await using var tab = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = scheme is ColorScheme.Light ? Desktop : Phone });
        var page = tab.Page;
        await tab.RegisterAsync();
        await page.GotoAsync("/inbox");
        await tab.AddAsync("Water the tomatoes", ("dueOn", "2031-05-01"));

        await page.ClickAsync(".todo-title");
        await page.SelectOptionAsync("#detail-repeat", "other");
        await page.FillAsync("#detail-repeat-rule", "every 2 weeks");
        await page.FillAsync("#detail-notes", "Not the **zeppelin** by the door");
        var violations = new List<string>(await ViolationsAsync(tab, "choosing how it repeats"));
        await page.ClickAsync("#sheet >> text=Save");
        await Expect(page.Locator(".todo .repeats")).ToContainTextAsync("Every 2 weeks on Thursday");
        violations.AddRange(await ViolationsAsync(tab, "row that repeats"));
        await tab.ScreenshotAsync($"repeats-row-{scheme}");
        await page.ClickAsync(".todo-title");
        await Expect(page.Locator(".repeat-next")).ToContainTextAsync("15 May 2031");
        violations.AddRange(await ViolationsAsync(tab, "sheet of what repeats"));
        await tab.ScreenshotAsync($"repeats-{scheme}");

        await page.GotoAsync("/search?q=zeppelin");
        await Expect(page.Locator(".todo-excerpt mark")).ToHaveTextAsync("zeppelin");
        violations.AddRange(await ViolationsAsync(tab, "found in notes"));
        await tab.ScreenshotAsync($"found-{scheme}");
        await page.GotoAsync("/search?q=tomatoes");
        await Expect(page.Locator(".todo-title mark")).ToHaveTextAsync("tomatoes");
        violations.AddRange(await ViolationsAsync(tab, "found in a title"));

        Assert.Empty(violations);
    }

    private static async Task<IEnumerable<string>> ViolationsInEveryLookAsync(Tab tab, string path)
    {
        await tab.Page.GotoAsync(path);
        var picture = Ids().Replace(path, "-").Trim('-') is { Length: > 0 } name ? name : "landing";
        var violations = new List<string>();
        foreach (var look in Looks)
        {
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
            await tab.Page.SetViewportSizeAsync(look.Size.Width, look.Size.Height);
            violations.AddRange(await ViolationsAsync(tab, $"{path} {look.Name}"));
            if (look.Name is "desktop-light" or "phone-dark")
                await tab.ScreenshotAsync($"{look.Name}/{picture}");
        }

        return violations;
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Tab tab, string where)
    {
        await tab.SettleAsync();
        var found = await tab.Page.RunAxe(Rules);
        Assert.NotEmpty(found.Passes);

        return found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{where}: {violation.Id}: {node.Html}"));
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[^a-z]+")]
    private static partial Regex Ids();
}

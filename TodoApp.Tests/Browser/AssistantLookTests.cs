using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>axe finds nothing to say about the assistant either, whatever it shows, light and dark, large and small.</summary>
[Trait("Kind", "Browser")]
public sealed class AssistantLookTests(AssistantHost host, Chromium chromium) : IClassFixture<AssistantHost>
{
    private const string Plan = """
        Here is your day, **Mira**:

        1. *Send the contract back* before noon, it is overdue.
        2. Water the tomatoes
        3. Call grandmother at 18:00

        You have two things in `Inbox` without a day. Shall I give them one?
        """;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData("desktop-light", ColorScheme.Light, 1280, 800)]
    [InlineData("desktop-dark", ColorScheme.Dark, 1280, 800)]
    [InlineData("phone-light", ColorScheme.Light, 390, 844)]
    [InlineData("phone-dark", ColorScheme.Dark, 390, 844)]
    public async Task Nothing_the_assistant_shows_has_a_violation(string look, ColorScheme scheme, int width, int height)
    {
        var isPhone = width < 600;
        await using var tab = await chromium.OpenAsync(
            host.Address, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, HasTouch = isPhone, IsMobile = isPhone });
        var page = tab.Page;
        var violations = new List<string>();
        async Task Look(string what)
        {
            await tab.SettleAsync();
            var found = await page.RunAxe(Rules);
            Assert.NotEmpty(found.Passes);
            violations.AddRange(found.Violations.SelectMany(v => v.Nodes.Select(node => $"{what}: {v.Id}: {node.Html}")));
            await tab.ScreenshotAsync($"assistant/{look}-{what}");
        }

        await tab.RegisterAsync();
        await tab.AddAsync("Water the tomatoes");
        await tab.AddAsync("Old newspapers");
        await page.GotoAsync("/today");
        await tab.ScreenshotAsync($"assistant/{look}-view");
        await tab.OpenPanelAsync();
        await Look("start");

        var over = new TaskCompletionSource();
        host.Model.Follow(
            Reply.Call("summarize_day", new { }).AndCall("search_todos", new { q = "contract" }),
            Reply.Say(Plan).AndWait(_ => over.Task));
        await tab.SayAsync("Plan my day, please");
        await Expect(tab.Answer()).ToContainTextAsync("grandmother");
        // axe takes longer than a model may be silent.
        await tab.ScreenshotAsync($"assistant/{look}-streaming");
        over.SetResult();
        await tab.AnsweredAsync();

        host.Model.Follow(
            Reply.Call("add_todo", new { text = "Send the contract back today !high" }).AndCall("complete_todo", new { id = Guid.NewGuid() }),
            Reply.Say("The contract is on your list. I could not find the other one."));
        await tab.SayAsync("Add send the contract back today, it is important, and complete the invoice");
        await Expect(tab.Answer()).ToContainTextAsync("I could not find");
        await tab.AnsweredAsync();
        await Look("steps");
        await page.ClickAsync(".assistant-menu summary");
        await Look("menu");
        await page.ClickAsync(".assistant-menu summary");

        host.Model.Follow(
            asked => asked.Results.Count == 0
                ? Reply.Call("list_todos", new { })
                : Reply.Call("delete_todo", new { id = IdOf(asked.Data[0], "Old newspapers") }));
        await tab.SayAsync("Throw the newspapers away");
        await Expect(page.Locator("[data-consent]")).ToBeFocusedAsync();
        await Look("consent");

        await page.GotoAsync("/assistant");
        await Look("page-start");
        await page.ClickAsync(".assistant-others a");
        await Expect(tab.Message()).ToBeVisibleAsync();
        await Look("page");

        Assert.Empty(violations);
        Assert.Empty(tab.Complaints);
    }

    private static string IdOf(string todos, string title)
    {
        using var page = JsonDocument.Parse(todos);
        return page.RootElement.GetProperty("items").EnumerateArray()
            .First(todo => todo.GetProperty("title").GetString() == title).GetProperty("id").GetString()!;
    }
}

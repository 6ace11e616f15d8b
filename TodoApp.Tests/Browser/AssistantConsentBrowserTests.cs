using Microsoft.Playwright;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>The assistant asks before it deletes, and a person decides: with the mouse, the keyboard, on a phone.</summary>
[Trait("Kind", "Browser")]
public sealed class AssistantConsentBrowserTests(AssistantHost host, Chromium chromium) : IClassFixture<AssistantHost>
{
    private static readonly BrowserNewContextOptions Desktop = new() { ViewportSize = new() { Width = 1280, Height = 800 } };

    [Fact]
    public async Task What_is_approved_is_done_before_ones_eyes_and_can_be_undone()
    {
        await using var tab = await AskToDeleteAsync(Desktop, "Old newspapers");
        await Expect(tab.Row("Old newspapers")).ToHaveCountAsync(1);

        await tab.Page.ClickAsync("[data-consent] >> text=Approve");

        await Expect(tab.Answer().Locator("[data-step=done]")).ToContainTextAsync("Moved a todo to the trash");
        await Expect(tab.Answer()).ToContainTextAsync("As you say.");
        await Expect(tab.Row("Old newspapers")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("[data-consent]")).ToHaveCountAsync(0);
        await tab.Page.ClickAsync("[data-answer-undo] button");
        await Expect(tab.Row("Old newspapers")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_keyboard_is_taken_to_the_question_and_can_decline()
    {
        await using var tab = await AskToDeleteAsync(Desktop, "Old newspapers");
        await Expect(tab.Page.Locator("[data-consent]")).ToBeFocusedAsync();

        await tab.Page.Locator("[data-consent] button[value=decline]").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Answer().Locator("[data-step=refused]")).ToContainTextAsync("Did not move a todo to the trash");
        await Expect(tab.Answer()).ToContainTextAsync("As you say.");
        await Expect(tab.Row("Old newspapers")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_phone_shows_it_full_height_over_the_view_and_goes_back_to_where_it_was()
    {
        var phone = new BrowserNewContextOptions { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true };
        await using var tab = await AskToDeleteAsync(phone, "Old newspapers");
        var box = await tab.Page.Locator("#assistant").BoundingBoxAsync();
        Assert.Equal((0, 0, 390, 844), (box!.X, box.Y, box.Width, box.Height));

        await tab.Page.ClickAsync("[data-consent] >> text=Approve");
        await Expect(tab.Answer()).ToContainTextAsync("As you say.");
        await tab.Page.ClickAsync("[data-close-panel]");

        await Expect(tab.Page.Locator("#assistant")).ToBeHiddenAsync();
        await Expect(tab.Row("Old newspapers")).ToHaveCountAsync(0);
        Assert.EndsWith("/today", tab.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_was_dropped_meanwhile_is_said_to_be_closed()
    {
        await using var tab = await AskToDeleteAsync(Desktop, "Old newspapers");
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync("/assistant");
        await other.ClickAsync(".assistant-others a");
        host.Model.Follow(Reply.Say("Never mind."));
        await other.FillAsync("#message", "Wait");
        await other.ClickAsync("[data-send]");
        await Expect(other.Locator(".answer").Last).ToContainTextAsync("Never mind.");

        await tab.Page.ClickAsync("[data-consent] >> text=Approve");

        await Expect(tab.Page.Locator("#assistant [role=alert]")).ToContainTextAsync("no longer open");
        await Expect(tab.Answer()).ToContainTextAsync("Never mind.");
        await Expect(tab.Row("Old newspapers")).ToHaveCountAsync(1);
    }

    private async Task<Tab> AskToDeleteAsync(BrowserNewContextOptions options, string title)
    {
        var tab = await chromium.OpenAsync(host.Address, options);
        await tab.RegisterAsync();
        await tab.AddAsync(title);
        var id = (await tab.Row(title).GetAttributeAsync("id"))!["todo-".Length..];
        host.Model.Follow(asked => asked.Results.Count == 0 ? Reply.Call("delete_todo", new { id }) : Reply.Say("As you say."));
        await tab.OpenPanelAsync();
        await tab.SayAsync("Throw the newspapers away");
        await Expect(tab.Page.Locator("[data-consent]")).ToContainTextAsync(title);
        return tab;
    }
}

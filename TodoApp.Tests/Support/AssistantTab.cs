using Microsoft.Playwright;

namespace TodoApp.Tests.Support;

/// <summary>Talks to the assistant in a real browser.</summary>
internal static class AssistantTab
{
    /// <summary>Where the next message is typed, in the panel or on the page.</summary>
    public static ILocator Message(this Tab tab) => tab.Page.Locator("#message");

    /// <summary>The last answer.</summary>
    public static ILocator Answer(this Tab tab) => tab.Page.Locator(".answer").Last;

    /// <summary>Opens the panel beside the view.</summary>
    public static async Task OpenPanelAsync(this Tab tab)
    {
        await tab.Page.ClickAsync("a[data-assistant]:visible");
        await Assertions.Expect(tab.Page.Locator("#assistant #message")).ToBeVisibleAsync();
    }

    /// <summary>Says something.</summary>
    public static async Task SayAsync(this Tab tab, string message)
    {
        await tab.Message().FillAsync(message);
        await tab.Page.ClickAsync("[data-send]");
    }

    /// <summary>Waits until the answer is whole.</summary>
    public static Task AnsweredAsync(this Tab tab) => Assertions.Expect(tab.Page.Locator("[data-send]")).ToBeVisibleAsync();
}

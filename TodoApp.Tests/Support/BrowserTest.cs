using Microsoft.Playwright;

namespace TodoApp.Tests.Support;

/// <summary>What every test in a real browser has at hand.</summary>
/// <param name="host">Web, the API behind it and its database, shared by the class.</param>
/// <param name="chromium">The browser, shared by the run.</param>
public abstract class BrowserTest(WebHost host, Chromium chromium) : IClassFixture<WebHost>
{
    /// <summary>The size of a small phone.</summary>
    protected static ViewportSize Phone { get; } = new() { Width = 390, Height = 844 };

    /// <summary>The size of a laptop's screen.</summary>
    protected static ViewportSize Desktop { get; } = new() { Width = 1280, Height = 800 };

    /// <summary>Web and what is behind it.</summary>
    protected WebHost Host => host;

    /// <summary>Opens the Inbox of somebody who has just added these todos, in this order.</summary>
    protected async Task<Tab> InboxWithAsync(ViewportSize size, params string[] titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        var tab = await OpenAsync(new() { ViewportSize = size, IsMobile = size == Phone, HasTouch = size == Phone });
        await tab.RegisterAsync();
        await tab.Page.GotoAsync("/inbox");
        foreach (var title in titles)
            await tab.AddAsync(title);
        return tab;
    }

    /// <summary>Opens a tab of a browser that has never been here.</summary>
    protected Task<Tab> OpenAsync(BrowserNewContextOptions? options = null) => chromium.OpenAsync(host.Address, options);
}

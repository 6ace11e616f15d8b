using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TodoApp.Tests.Support;

/// <summary>A browser tab that remembers whatever went wrong in it.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    internal Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"{message.Type} on {page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"exception on {page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not "data" } target && target.Host != "localhost")
                _complaints.Add($"request to another site: {request.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings on the console, uncaught exceptions, requests to other sites.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Registers, which leads to an empty day.</summary>
    public async Task RegisterAsync(string name = "Mira Lindqvist", string? email = null)
    {
        await Page.GotoAsync("/register");
        await Page.FillAsync("#display-name", name);
        await Page.FillAsync("#email", email ?? $"{Guid.NewGuid():N}@example.org");
        await Page.FillAsync("#password", TestUser.Password);
        await Page.ClickAsync("text=Create the account");
        await ArriveAsync("/today$");
    }

    /// <summary>
    /// Waits until the address matches and the page of it is whole. Asks the page again and again: Playwright's own wait for
    /// the load event misses one that comes between its look and its subscription.
    /// </summary>
    public async Task ArriveAsync([StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(address));
        await Page.EvaluateAsync("document.readyState === 'complete' || new Promise(whole => addEventListener('load', whole))");
    }

    /// <summary>Adds a todo with the field above the view, and waits until it is saved.</summary>
    public async Task AddAsync(string title, params (string Field, string Value)[] more)
    {
        await Page.FillAsync("#add-title", title);
        foreach (var (field, value) in more)
        {
            var input = Page.Locator($"#quick-add [name={field}]");
            if (field is "priority" or "listId")
                await input.SelectOptionAsync(value);
            else
                await input.FillAsync(value);
        }

        await Page.PressAsync("#add-title", "Enter");
        await Assertions.Expect(Page.Locator("#toasts")).ToContainTextAsync($"Added {title[..Math.Min(title.Length, 40)]}");
    }

    /// <summary>The row of a todo.</summary>
    public ILocator Row(string title) =>
        Page.Locator("[data-todo]").Filter(new() { Has = Page.GetByText(title, new() { Exact = true }) });

    /// <summary>Keeps a picture of the page among the run's artifacts.</summary>
    public async Task ScreenshotAsync(string name)
    {
        await SettleAsync();
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png") });
    }

    /// <summary>Waits for whatever moves to come to rest, but for what never does.</summary>
    public Task SettleAsync() => Page.EvaluateAsync("""
        Promise.all(document.getAnimations()
            .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
            .map(animation => animation.finished.catch(() => {})))
        """);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

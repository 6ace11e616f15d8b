using Microsoft.Playwright;
using TodoApp.Tests.Support;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace TodoApp.Tests.Support;

/// <summary>The machine's own Chromium, started with the first test that wants it and shared by all.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    /// <summary>Milliseconds; for a machine that does much else at the same time.</summary>
    private const int Patience = 30_000;

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a window with no history: no cookies, nothing cached.</summary>
    public async Task<Tab> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        var (_, browser) = await _started.Value;
        options ??= new();
        options.BaseURL = address.ToString();
        options.TimezoneId ??= "Europe/Berlin";
        options.Locale ??= "en-GB";
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);

        return new Tab(context, await context.NewPageAsync());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;

        var (driver, browser) = await _started.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            // The network beyond loopback is closed to tests, so the browser's own errands must not wait for it.
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
            ],
        });

        return (driver, browser);
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("These tests need Chromium on the PATH: apt-get install chromium.");
    }
}

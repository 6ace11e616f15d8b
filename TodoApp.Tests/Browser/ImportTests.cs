using System.Text;
using TodoApp.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>Checking and importing a file with scripts: it has to be chosen once only.</summary>
[Trait("Kind", "Browser")]
public sealed class ImportTests(WebHost host, Chromium chromium) : BrowserTest(host, chromium)
{
    [Fact]
    public async Task A_file_that_was_checked_is_still_chosen_when_it_is_imported()
    {
        await using var tab = await OpenAsync(new() { ViewportSize = Desktop });
        await tab.RegisterAsync();
        await tab.Page.GotoAsync("/account/data");
        await tab.Page.SetInputFilesAsync(
            "#import-file", new Microsoft.Playwright.FilePayload { Name = "mine.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("title,mood\r\nBuy milk,good\r\n") });

        await tab.Page.ClickAsync("text=Check the file");
        await Expect(tab.Page.Locator("#import-report")).ToContainTextAsync("one todo");
        await Expect(tab.Page.Locator(".import-notes")).ToContainTextAsync("mood");
        await Expect(tab.Page.Locator("#import-report .no-script")).ToBeHiddenAsync();
        await tab.Page.ClickAsync("text=Import one todo");

        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("Imported one todo");
        await tab.Page.GotoAsync("/inbox");
        await Expect(tab.Row("Buy milk")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }
}

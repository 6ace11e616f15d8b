using Microsoft.Playwright;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Browser;

/// <summary>Every page there is, with something on it.</summary>
internal static class Tour
{
    /// <summary>The pages for somebody who is not signed in.</summary>
    public static IReadOnlyList<string> Outside { get; } = ["/", "/register", "/signin", "/shortcuts", "/nowhere"];

    /// <summary>Registers somebody with a bit of everything, and lists the addresses of all their pages.</summary>
    public static async Task<IReadOnlyList<string>> PrepareAsync(Tab tab)
    {
        var page = tab.Page;
        await tab.RegisterAsync();
        var list = await ListAsync(tab, "Garden", "green");
        var archived = await ListAsync(tab, "Old things", "violet");
        await page.GotoAsync($"{archived}/edit");
        await page.ClickAsync("button:has-text('Archive')");

        await page.GotoAsync("/today");
        await tab.AddAsync("Done already");
        await page.ClickAsync("[aria-label='Complete: Done already']");
        await Assertions.Expect(tab.Row("Done already")).ToHaveCountAsync(0);
        await tab.AddAsync("Thrown away");
        await page.HoverAsync(".todo");
        await page.ClickAsync("[aria-label='Delete: Thrown away']");
        await Assertions.Expect(tab.Row("Thrown away")).ToHaveCountAsync(0);
        await tab.AddAsync("Late", ("priority", "high"), ("dueOn", "2020-02-29"), ("tags", "home errand"));
        await tab.AddAsync("Water the tomatoes and everything else that grows", ("priority", "low"), ("listId", list[(list.LastIndexOf('/') + 1)..]));
        await tab.AddAsync("שלום עולם", ("priority", "medium"), ("dueAt", "23:59"));
        await tab.AddAsync("Far away", ("dueOn", "2099-12-31"));
        await TokenAsync(page);

        await page.GotoAsync("/today");
        var todo = await page.Locator(".todo-title").First.GetAttributeAsync("href") ?? "";
        return
        [
            "/today", "/upcoming", "/inbox", "/completed", "/trash", "/search", "/search?q=the", "/search?q=zeppelin", "/browse",
            "/lists", list, $"{list}?arrange=on", "/today?select=on", "/completed?select=on", $"{list}/edit", archived, "/tags", "/tags/home", "/tags/home/edit",
            "/assistant", "/todos/new", todo, todo.Replace("?", "/history?", StringComparison.Ordinal), todo.Replace("?", "/erase?", StringComparison.Ordinal),
            "/account", "/account/appearance", "/account/security", "/account/tokens", "/account/data",
        ];
    }

    private static async Task<string> ListAsync(Tab tab, string name, string color)
    {
        var page = tab.Page;
        await page.GotoAsync("/lists");
        await page.FillAsync("#list-name", name);
        await page.CheckAsync($"input[value={color}]");
        await page.ClickAsync("text=Make the list");
        await tab.ArriveAsync("/lists/[0-9a-f-]{36}$");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task TokenAsync(IPage page)
    {
        await page.GotoAsync("/account/tokens");
        await page.FillAsync("#token-name", "Backup script");
        await page.ClickAsync("text=Make the token");
        await Assertions.Expect(page.Locator("[data-secret]")).ToBeVisibleAsync();
    }
}

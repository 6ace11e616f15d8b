using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;
using static Microsoft.Playwright.Assertions;

namespace TodoApp.Tests.Browser;

/// <summary>The assistant with scripts: beside the view, streamed, stopped, undone.</summary>
[Trait("Kind", "Browser")]
public sealed partial class AssistantTests(AssistantHost host, Chromium chromium) : IClassFixture<AssistantHost>
{
    private static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };

    private ScriptedModel Model => host.Model;

    [Fact]
    public async Task An_answer_appears_as_it_comes_beside_a_view_that_shows_what_it_does()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        await tab.Page.EvaluateAsync("window.untouched = true");
        var (called, said) = (new TaskCompletionSource(), new TaskCompletionSource());
        Model.Follow(
            Reply.Say("I add ").AndWait(_ => called.Task).AndSay("it.").AndCall("add_todo", new { title = "Milk", dueOn = "2020-01-01" }),
            Reply.Say("It is **in** ").AndWait(_ => said.Task).AndSay("your Inbox."));
        await tab.OpenPanelAsync();

        await tab.SayAsync("Add milk");
        await Expect(tab.Answer()).ToContainTextAsync("I add");
        await Expect(tab.Page.Locator("[data-stop]")).ToBeVisibleAsync();
        await Expect(tab.Message()).ToHaveValueAsync("");
        called.SetResult();
        await Expect(tab.Answer().Locator("[data-step=done]")).ToContainTextAsync("Added a todo");
        await Expect(tab.Answer().Locator("strong")).ToHaveTextAsync("in");
        await Expect(tab.Row("Milk")).ToHaveCountAsync(1);
        said.SetResult();
        await tab.AnsweredAsync();

        await Expect(tab.Answer()).ToContainTextAsync("your Inbox.");
        await Expect(tab.Page.Locator("#assistant [data-status]")).ToContainTextAsync("your Inbox.");
        await Expect(tab.Page.Locator("#assistant h1")).ToHaveTextAsync("Add milk");
        Assert.EndsWith("/today", tab.Page.Url, StringComparison.Ordinal);
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.untouched"));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Undo_takes_back_what_an_answer_did_and_says_so()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk", dueOn = "2020-01-01" }), Reply.Say("Done."));
        await tab.OpenPanelAsync();
        await tab.SayAsync("Add milk");
        await Expect(tab.Row("Milk")).ToHaveCountAsync(1);
        await tab.AnsweredAsync();

        await tab.Page.ClickAsync("[data-answer-undo] button");

        await Expect(tab.Page.Locator(".answer-undone")).ToContainTextAsync("Undone.");
        await Expect(tab.Row("Milk")).ToHaveCountAsync(0);
        await tab.Page.ClickAsync(".toast-action");
        await Expect(tab.Row("Milk")).ToHaveCountAsync(1);
        Assert.EndsWith("/today", tab.Page.Url, StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task An_answer_can_be_stopped_and_keeps_what_was_said_until_then()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        Model.Follow(Reply.Say("A very long ").AndHang());
        await tab.OpenPanelAsync();
        await tab.SayAsync("Tell me everything");
        await Expect(tab.Answer()).ToContainTextAsync("A very long");

        await tab.Page.ClickAsync("[data-stop]");

        await tab.AnsweredAsync();
        await Expect(tab.Answer()).ToContainTextAsync("This answer was cut off.");
        await Expect(tab.Answer()).ToContainTextAsync("A very long");
        Model.Follow(Reply.Say("Here I am."));
        await tab.SayAsync("Still there?");
        await Expect(tab.Answer()).ToContainTextAsync("Here I am.");
    }

    [Fact]
    public async Task When_the_server_is_away_the_message_is_still_there_and_is_said_once()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));
        await tab.OpenPanelAsync();
        await tab.Page.RouteAsync("**/assistant", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());

        await tab.SayAsync("Add milk");
        await Expect(tab.Page.Locator("#assistant [role=alert]")).ToContainTextAsync("cannot be reached");
        await Expect(tab.Message()).ToHaveValueAsync("Add milk");
        await Expect(tab.Page.Locator(".said")).ToHaveCountAsync(0);
        await tab.Page.UnrouteAsync("**/assistant");
        await tab.Page.ClickAsync("[data-send]");

        await Expect(tab.Answer()).ToContainTextAsync("Done.");
        await Expect(tab.Page.Locator("#assistant [role=alert]")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator(".said")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_typed_and_where_one_was_outlive_a_change_of_the_page()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        Model.Follow(Reply.Say("Hello."));
        await tab.OpenPanelAsync();
        await tab.SayAsync("Hi");
        await Expect(tab.Answer()).ToContainTextAsync("Hello.");
        await tab.AnsweredAsync();
        await tab.Message().FillAsync("Half a thought");

        await tab.Page.ClickAsync("#nav a[href='/upcoming']");
        await tab.ArriveAsync("/upcoming$");

        await Expect(tab.Answer()).ToContainTextAsync("Hello.");
        await Expect(tab.Message()).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task The_keyboard_alone_opens_asks_reads_and_closes()
    {
        await using var tab = await OpenAsync();
        var keys = tab.Page.Keyboard;
        await tab.RegisterAsync();
        await tab.AddAsync("Buy milk");
        await tab.Page.FocusAsync(".todo-title");
        Model.Follow(Reply.Say("Just milk."));

        await keys.PressAsync("a");
        await Expect(tab.Page.Locator("#assistant #message")).ToBeFocusedAsync();
        await keys.TypeAsync("What is");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("due?");
        await keys.PressAsync("Enter");
        await Expect(tab.Answer()).ToContainTextAsync("Just milk.");
        await Expect(tab.Page.Locator(".said-text")).ToHaveTextAsync("What is\ndue?");
        await Expect(tab.Message()).ToBeFocusedAsync();
        await keys.PressAsync("Escape");

        await Expect(tab.Page.Locator("#assistant")).ToBeHiddenAsync();
        await Expect(tab.Page.Locator(".todo-title")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Conversations_are_kept_and_managed_in_the_panel()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        Model.Follow(Reply.Say("Of course."));
        await tab.OpenPanelAsync();
        await tab.Page.ClickAsync("[data-say] >> nth=0");
        await Expect(tab.Message()).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Answer()).ToContainTextAsync("Of course.");
        await tab.AnsweredAsync();

        await tab.Page.ClickAsync(".assistant-menu summary");
        await tab.Page.FillAsync("#conversation-title", "Garden");
        await tab.Page.ClickAsync("#assistant >> text=Rename");
        await Expect(tab.Page.Locator("#assistant h1")).ToHaveTextAsync("Garden");
        await tab.Page.ClickAsync("#assistant [aria-label^='New conversation']");
        await tab.Page.ClickAsync("#assistant .assistant-others a >> text=Garden");
        await Expect(tab.Answer()).ToContainTextAsync("Of course.");
        await tab.Page.ClickAsync(".assistant-menu summary");
        await tab.Page.ClickAsync("#assistant >> text=Delete…");
        await tab.Page.ClickAsync("#assistant >> text=Delete it for good");

        await Expect(tab.Page.Locator("#toasts")).ToContainTextAsync("Deleted for good: Garden");
        await Expect(tab.Page.Locator("#assistant [data-start]")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("#assistant .assistant-others")).ToHaveCountAsync(0);
        Assert.EndsWith("/today", tab.Page.Url, StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_page_of_its_own_streams_just_the_same()
    {
        await using var tab = await OpenAsync();
        await tab.RegisterAsync();
        var said = new TaskCompletionSource();
        Model.Follow(Reply.Say("One ").AndWait(_ => said.Task).AndSay("two."));
        await tab.Page.GotoAsync("/assistant");

        await tab.SayAsync("Count");
        await Expect(tab.Answer()).ToContainTextAsync("One");
        said.SetResult();

        await Expect(tab.Answer()).ToContainTextAsync("One two.");
        await Expect(tab.Page).ToHaveURLAsync(Conversation());
        await Expect(tab.Page).ToHaveTitleAsync("Count · TodoApp");
        await tab.Page.ReloadAsync();
        await Expect(tab.Answer()).ToContainTextAsync("One two.");
    }

    [Fact]
    public async Task None_of_it_needs_a_script()
    {
        await using var tab = await chromium.OpenAsync(
            host.Address, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true });
        var page = tab.Page;
        await tab.RegisterAsync();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));

        await page.ClickAsync(".bottom-bar >> text=Assistant");
        await page.ClickAsync("[data-say] >> nth=0");
        await page.ClickAsync("[data-send]");
        await Expect(tab.Answer().Locator("[data-step=done]")).ToContainTextAsync("Added a todo");
        await Expect(page.Locator("[data-stop]")).ToBeHiddenAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", "assistant", "no-script.png") });
        await page.ClickAsync("[data-answer-undo] button");

        await Expect(page.Locator("#toasts")).ToContainTextAsync("Undone.");
    }

    private Task<Tab> OpenAsync() => chromium.OpenAsync(host.Address, new() { ViewportSize = Desktop });

    [GeneratedRegex("/assistant/[0-9a-f-]{36}$")]
    private static partial Regex Conversation();
}

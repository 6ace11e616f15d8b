using System.Net;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Everything one can do to a todo, with forms alone.</summary>
[Trait("Kind", "Web")]
public sealed class TodoFormTests(WebHost host) : WebTest(host)
{
    [Fact]
    public async Task A_title_alone_is_enough_to_add_a_todo_to_the_view_one_is_in()
    {
        using var member = await Host.NewMember();

        var today = await member.Add("Buy milk");
        var inbox = await member.Add("Call Ada", "/inbox");

        Assert.Equal("Added Buy milk", today.Notice);
        Assert.Equal(["Buy milk"], today.Titles);
        Assert.Equal(["Buy milk", "Call Ada"], inbox.Titles.Order());
    }

    [Fact]
    public async Task Everything_about_a_new_todo_can_be_said_at_once()
    {
        using var member = await Host.NewMember();
        await member.AddList("Home");
        var home = (await member.Get("/today")).Document.QuerySelectorAll("#add-list option")
            .Single(option => option.TextContent == "Home").GetAttribute("value")!;

        var page = await member.Add("Pay rent", "/today",
            ("dueOn", "2031-05-01"), ("dueAt", "09:30"), ("priority", "high"), ("tags", "#money, Home"), ("listId", home));
        var upcoming = await member.Get("/upcoming");

        Assert.Empty(page.Titles);
        Assert.Equal(["Pay rent"], upcoming.Titles);
        Assert.Equal(["#home", "#money"], upcoming.Texts(".todo .chip"));
        Assert.Equal(["Home"], upcoming.Texts(".todo-list-name"));
        Assert.Contains("09:30", upcoming.One(".todo time").TextContent, StringComparison.Ordinal);
        Assert.Contains("priority-high", upcoming.One(".todo").ClassName, StringComparison.Ordinal);
        Assert.Contains("2031", upcoming.One(".todo-group h2").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completing_takes_a_todo_out_of_the_view_and_the_notice_takes_it_back()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Buy milk");

        var completed = await member.Submit(page.FormOf("Complete: Buy milk"));
        var archive = await member.Get("/completed");
        var undone = await member.Submit((AngleSharp.Html.Dom.IHtmlFormElement)completed.One("#toasts form"));

        Assert.Empty(completed.Titles);
        Assert.Equal("Completed Buy milk", completed.Notice);
        Assert.Equal(["Buy milk"], archive.Titles);
        Assert.Equal("/today", undone.Path);
        Assert.Equal(["Buy milk"], undone.Titles);
    }

    [Fact]
    public async Task A_notice_is_shown_once()
    {
        using var member = await Host.NewMember();

        var first = await member.Add("Buy milk");
        var second = await member.Get("/today");

        Assert.Equal("Added Buy milk", first.Notice);
        Assert.Equal("", second.Notice);
    }

    [Fact]
    public async Task What_another_window_draws_by_itself_takes_no_notice_away()
    {
        using var member = await Host.NewMember();
        using var adding = member.Form("/todos", [new("title", "Buy milk"), new("from", "/inbox")]);
        (await member.Send(adding)).Dispose();

        using var refresh = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Address, "/inbox"));
        refresh.Headers.Add("X-Refresh", "on");
        using var elsewhere = await member.Send(refresh);
        var page = await member.Get("/inbox");

        Assert.DoesNotContain("Added", await elsewhere.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("Added Buy milk", page.Notice);
    }

    [Fact]
    public async Task A_deleted_todo_waits_in_the_trash_until_it_is_restored_or_erased()
    {
        using var member = await Host.NewMember();
        await member.Add("Keep me");
        var page = await member.Add("Erase me");

        var deleted = await member.Submit(page.FormOf("Delete: Keep me"));
        deleted = await member.Submit(deleted.FormOf("Delete: Erase me"));
        var trash = await member.Get("/trash");
        var restored = await member.Submit(trash.FormOf("Restore: Keep me"));
        var question = await member.Get(restored.One("a[aria-label='Delete for good: Erase me']").GetAttribute("href")!);
        var erased = await member.Submit((AngleSharp.Html.Dom.IHtmlFormElement)question.One("main form"));

        Assert.Equal("Moved to the trash: Erase me", deleted.Notice);
        Assert.Equal(["Erase me", "Keep me"], trash.Titles);
        Assert.Equal("Restored Keep me", restored.Notice);
        Assert.Equal("Delete for good?", question.Heading);
        Assert.Equal("Deleted for good: Erase me", erased.Notice);
        Assert.Empty(erased.Titles);
        Assert.Equal(["Keep me"], (await member.Get("/today")).Titles);
    }

    [Fact]
    public async Task Every_field_of_a_todo_can_be_changed_and_shows_again_as_it_was_saved()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Draft");
        var path = page.PathTo("Draft");

        var detail = await member.Get(path);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)detail.One("#detail-form");
        var saved = await member.Submit(form, ("title", "Final"), ("notes", "First line\nSecond **line**"),
            ("dueOn", "2031-05-01"), ("dueAt", "07:15"), ("priority", "low"), ("tags", "alpha beta"));
        var again = await member.Get(path);

        Assert.Equal("Saved Final", saved.Notice);
        Assert.Equal("Final", again.One("#detail-title").TextContent.Trim());
        Assert.Equal("First line\nSecond **line**", again.One("#detail-notes").TextContent.TrimStart('\n'));
        Assert.Equal("line", again.One(".prose strong").TextContent);
        Assert.Equal("2031-05-01", again.One("#detail-due-on").GetAttribute("value"));
        Assert.Equal("07:15", again.One("#detail-due-at").GetAttribute("value"));
        Assert.Equal("Low", again.One("#detail-priority option[selected]").TextContent);
        Assert.Equal("alpha beta", again.One("#detail-tags").GetAttribute("value"));
    }

    [Fact]
    public async Task Clearing_the_day_clears_the_time_with_it()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Dentist", "/today", ("dueAt", "09:30"));
        var path = page.PathTo("Dentist");

        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await member.Get(path)).One("#detail-form");
        await member.Submit(form, ("dueOn", ""), ("dueAt", ""));
        var again = await member.Get(path);

        Assert.Equal("", again.One("#detail-due-on").GetAttribute("value"));
        Assert.Equal("", again.One("#detail-due-at").GetAttribute("value"));
    }

    [Fact]
    public async Task A_time_without_a_day_is_refused_at_its_field_with_everything_kept()
    {
        using var member = await Host.NewMember();

        var page = await member.Add("Dentist", "/today", ("dueOn", ""), ("dueAt", "09:30"), ("tags", "health"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("A time needs a day.", page.Complaints);
        Assert.Equal("Dentist", page.One("#add-title").GetAttribute("value"));
        Assert.Equal("09:30", page.One("#add-due-at").GetAttribute("value"));
        Assert.Equal("health", page.One("#add-tags").GetAttribute("value"));
    }

    [Fact]
    public async Task The_history_of_a_todo_tells_what_happened_to_it()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Buy milk");
        var path = page.PathTo("Buy milk");
        await member.Submit(page.FormOf("Complete: Buy milk"));

        var history = await member.Get(path.Replace("?", "/history?", StringComparison.Ordinal));

        Assert.Equal(["Completed", "Added"], history.Texts(".history li > span"));
    }

    [Fact]
    public async Task A_search_finds_open_and_completed_todos_by_title_and_notes()
    {
        using var member = await Host.NewMember();
        await member.Add("Water the tomatoes");
        var page = await member.Add("Tomato soup");
        await member.Submit(page.FormOf("Complete: Tomato soup"));

        var found = await member.Get("/search?q=tomato");
        var nothing = await member.Get("/search?q=zeppelin");

        Assert.Equal(["Tomato soup", "Water the tomatoes"], found.Titles.Order());
        Assert.Empty(nothing.Titles);
        Assert.Contains("Nothing found for “zeppelin”", nothing.Texts(".result-count"));
    }

    [Fact]
    public async Task More_todos_than_fit_on_a_page_are_all_reached_by_its_link()
    {
        using var user = await Host.Api.NewUser();
        using var member = Host.NewVisitor();
        for (var i = 0; i < 105; i++)
            await user.CreateTodo($"Todo {i}");

        await member.SignIn(email: user.Tokens.User.Email);
        var first = await member.Get("/inbox");
        var second = await member.Get(first.One("a[rel=next]").GetAttribute("href")!);

        Assert.Equal(100, first.Titles.Count);
        Assert.Equal(5, second.Titles.Count);
        Assert.Equal(105, first.Titles.Concat(second.Titles).Distinct().Count());
        Assert.Empty(second.Document.QuerySelectorAll("a[rel=next]"));
    }

    [Fact]
    public async Task A_todo_that_is_not_there_is_not_found()
    {
        using var member = await Host.NewMember();

        var page = await member.Get($"/todos/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("There is nothing here", page.Heading);
    }

    [Fact]
    public async Task Another_persons_todo_is_not_found_either()
    {
        using var alice = await Host.NewMember();
        using var bob = await Host.NewMember();
        var path = (await alice.Add("Secret")).PathTo("Secret");

        var page = await bob.Get(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain("Secret", page.Html, StringComparison.Ordinal);
    }
}

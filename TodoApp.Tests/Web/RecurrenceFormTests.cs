using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>What repeats, with forms alone: chosen, seen, done, undone.</summary>
[Trait("Kind", "Web")]
public sealed class RecurrenceFormTests(WebHost host) : WebTest(host)
{
    [Theory]
    [InlineData("daily", "", "due", "Every day")]
    [InlineData("weekdays", "", "due", "Every weekday")]
    [InlineData("weekly", "", "due", "Every week on Thursday")]
    [InlineData("monthly", "", "completion", "Every month on the 1st, once done")]
    [InlineData("last-day", "", "due", "Every month on the last day")]
    [InlineData("yearly", "", "due", "Every year on 1 May")]
    [InlineData("other", "every 2 weeks", "due", "Every 2 weeks on Thursday")]
    [InlineData("other", "every! 3 days", "due", "Every 3 days, once done")]
    [InlineData("other", "jeden 2. Montag", "due", "Every month on the 2nd Monday")]
    [InlineData("other", "jeden Montag", "due", "Every week on Monday")]
    [InlineData("other", "rrule:FREQ=MONTHLY;BYDAY=2TU;COUNT=5", "due", "Every month on the 2nd Tuesday, 5 times")]
    public async Task A_way_to_repeat_is_chosen_and_shows_again_as_it_was_saved(string choice, string words, string from, string reads)
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Pay rent", "/inbox", ("dueOn", "2031-05-01"))).PathTo("Pay rent");

        var saved = await Save(member, path, ("repeat", choice), ("repeatRule", words), ("repeatFrom", from));
        var again = await member.Get(path);

        Assert.Equal("Saved Pay rent", saved.Notice);
        Assert.Equal([$"Repeats: {reads}"], saved.Texts(".todo .repeats"));
        Assert.StartsWith($"{reads}. Next: ", again.One(".repeat-next span").TextContent, StringComparison.Ordinal);
        Assert.Equal(choice, again.One("#detail-repeat option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task Saving_the_form_as_it_is_changes_nothing_about_how_it_repeats()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Water the plants every! mon and thu", "/inbox");
        var path = page.PathTo("Water the plants");

        var saved = await Save(member, path);

        Assert.Equal(page.Texts(".todo .repeats"), saved.Texts(".todo .repeats"));
        Assert.Equal(["Repeats: Every week on Monday and Thursday, once done"], saved.Texts(".todo .repeats"));
    }

    [Theory]
    [InlineData("every 2 weeks", "every 2 weeks")]
    [InlineData("every last friday", "every month on the last Friday")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU,-1FR;BYMONTH=3", "FREQ=MONTHLY;BYMONTH=3;BYDAY=TU,-1FR")]
    public async Task What_was_typed_shows_in_words_where_words_can_say_it(string typed, string shown)
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Pay rent", "/inbox", ("dueOn", "2031-05-01"))).PathTo("Pay rent");

        await Save(member, path, ("repeat", "other"), ("repeatRule", typed));
        var first = await member.Get(path);
        await Save(member, path);
        var again = await member.Get(path);

        Assert.Equal(shown, first.One("#detail-repeat-rule").GetAttribute("value"));
        Assert.Equal(shown, again.One("#detail-repeat-rule").GetAttribute("value"));
        Assert.Equal(first.One(".repeat-next").TextContent, again.One(".repeat-next").TextContent);
    }

    [Fact]
    public async Task What_repeats_can_stop()
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Water the plants every day", "/inbox")).PathTo("Water the plants");

        var saved = await Save(member, path, ("repeat", "none"));

        Assert.Empty(saved.Texts(".todo .repeats"));
        Assert.Equal(["Water the plants"], saved.Titles);
    }

    [Theory]
    [InlineData("daily", "", "", "What repeats needs a day to begin on.")]
    [InlineData("other", "", "2031-05-01", "Say how it repeats")]
    [InlineData("other", "whenever", "2031-05-01", "That is no way to repeat")]
    [InlineData("other", "every week, please", "2031-05-01", "That is no way to repeat")]
    [InlineData("other", "FREQ=HOURLY", "2031-05-01", "FREQ")]
    [InlineData("nonsense", "", "2031-05-01", "Choose one of the ways")]
    public async Task What_makes_no_sense_is_refused_at_its_field_and_kept(string choice, string words, string day, string why)
    {
        using var member = await Host.NewMember();
        var path = (await member.Add("Pay rent", "/inbox", ("dueOn", "2031-05-01"))).PathTo("Pay rent");

        var page = await Save(member, path, ("repeat", choice), ("repeatRule", words), ("dueOn", day));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(page.Complaints, complaint => complaint.Contains(why, StringComparison.Ordinal));
        Assert.Equal(words, page.One("#detail-repeat-rule").GetAttribute("value"));
        Assert.Empty((await member.Get("/inbox")).Texts(".repeats"));
    }

    [Fact]
    public async Task Completing_brings_the_next_one_and_the_undo_takes_it_away_again()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Pay rent every month 2031-05-01", "/inbox");

        var completed = await member.Submit(page.FormOf("Complete: Pay rent"));
        var undone = await Undo(member, completed);
        var redone = await Undo(member, undone);

        Assert.Equal("2031-05-01", page.One(".todo time").GetAttribute("datetime"));
        Assert.Equal("Completed Pay rent", completed.Notice);
        Assert.Equal(["2031-06-01"], Days(completed));
        Assert.Equal("Undone.", undone.Notice);
        Assert.Equal(["2031-05-01"], Days(undone));
        Assert.Equal(["2031-06-01"], Days(redone));
        Assert.Equal(["Pay rent"], (await member.Get("/completed")).Titles);
    }

    [Fact]
    public async Task Every_change_of_a_todo_can_be_undone()
    {
        using var member = await Host.NewMember();
        var added = await member.Add("Draft", "/inbox");
        var path = added.PathTo("Draft");

        var saved = await Save(member, path, ("title", "Final"));
        var unsaved = await Undo(member, saved);
        var deleted = await member.Submit(unsaved.FormOf("Delete: Draft"));
        var restored = await Undo(member, deleted);

        Assert.Equal(["Final"], saved.Titles);
        Assert.Equal(["Draft"], unsaved.Titles);
        Assert.Empty(deleted.Titles);
        Assert.Equal(["Draft"], restored.Titles);
    }

    [Fact]
    public async Task What_was_added_is_taken_back()
    {
        using var member = await Host.NewMember();

        var undone = await Undo(member, await member.Add("By mistake", "/inbox"));

        Assert.Equal("Undone.", undone.Notice);
        Assert.Empty(undone.Titles);
    }

    [Fact]
    public async Task What_has_been_changed_since_stays()
    {
        using var member = await Host.NewMember();
        var page = await member.Add("Draft", "/inbox");
        var first = await Save(member, page.PathTo("Draft"), ("title", "Second"));
        await Save(member, page.PathTo("Draft"), ("title", "Third"));

        var undone = await Undo(member, first);

        Assert.Equal(["Third"], undone.Titles);
        Assert.Contains("changed since", undone.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../todos")]
    [InlineData("01a1fa0c-0000-7000-8000-000000000000")]
    public async Task A_turn_that_never_was_is_nothing_to_undo(string turn)
    {
        using var member = await Host.NewMember();

        var page = await member.Post("/undo", [new("turn", turn), new("from", "/inbox")]);

        Assert.Equal(("/inbox", "There is nothing left to undo."), (page.Path, page.Notice));
    }

    [Fact]
    public async Task Nobody_undoes_what_somebody_else_did()
    {
        using var alice = await Host.NewMember();
        using var bob = await Host.NewMember();
        var form = (IHtmlFormElement)(await alice.Add("Mine", "/inbox")).One("#toasts form");

        var page = await bob.Submit(form);

        Assert.Equal("There is nothing left to undo.", page.Notice);
        Assert.Equal(["Mine"], (await alice.Get("/inbox")).Titles);
    }

    private static Task<WebPage> Undo(Visitor member, WebPage page) => member.Submit((IHtmlFormElement)page.One("#toasts form"));

    private static async Task<WebPage> Save(Visitor member, string path, params (string Name, string Value)[] typed) =>
        await member.Submit((IHtmlFormElement)(await member.Get(path)).One("#detail-form"), typed);

    private static IEnumerable<string?> Days(WebPage page) => page.Document.QuerySelectorAll(".todo time").Select(time => time.GetAttribute("datetime"));
}

using TodoApp.Api.Transfer.ICalendar;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>iCalendar as other products write it.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferCalendarTests
{
    [Fact]
    public void Reminders_of_apple_keep_list_time_rule_and_priority()
    {
        var file = Sample("apple-reminders.ics");

        var rent = file.Todo("Miete überweisen, pünktlich");
        Assert.Equal((new DateOnly(2026, 11, 30), new TimeOnly(9, 0), "Europe/Berlin"), (rent.DueOn, rent.DueAt, rent.TimeZone));
        Assert.Equal("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231", rent.Recurrence);
        Assert.Equal((Priority.High, "Link: https://bank.example/"), (rent.Priority, rent.Notes));
        Assert.Equal("Haushalt", file.ListOf(rent.Title));
        var filter = file.Todo("Filter wechseln");
        Assert.Equal((new DateOnly(2026, 11, 15), null), (filter.DueOn, filter.DueAt));
        Assert.Equal(new DateTimeOffset(2026, 11, 18, 17, 0, 0, TimeSpan.Zero), filter.CompletedAt);
        Assert.True(file.Says("VALARM: there is no place for it here (once)"));
        Assert.True(file.Says("X-APPLE-SORT-ORDER"));
    }

    [Fact]
    public void A_rule_beyond_ours_stands_in_the_notes_and_in_the_report()
    {
        var file = Sample("apple-reminders.ics");

        var todo = file.Todo("Third Tuesday");
        Assert.Null(todo.Recurrence);
        Assert.Equal("Recurrence: FREQ=MONTHLY;BYDAY=TU;BYSETPOS=3", todo.Notes);
        Assert.Equal(new DateOnly(2026, 12, 15), todo.DueOn);
        Assert.Contains(file.Log.Notes, n => n is { Effect: ImportEffect.Adapted, Line: 50, Title: "Third Tuesday" } && n.Reason.Contains("BYSETPOS", StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_of_nextcloud_keep_their_whole_and_lose_no_level_silently()
    {
        var file = Sample("nextcloud-tasks.ics");

        var whole = file.Todo("Umzug");
        Assert.Equal(["wohnung", "zu-hause"], whole.Tags);
        Assert.Equal("Zeile eins\nZeile zwei; mit Semikolon, und einer gefalteten Zeile\n\nPercent complete: 40\nStart: 20261120T080000", whole.Notes);
        Assert.Equal((Priority.Medium, "Europe/Vienna"), (whole.Priority, whole.TimeZone));
        Assert.Equal(whole.Id, file.Todo("Kartons").ParentId);
        Assert.Equal(whole.Id, file.Todo("Klebeband").ParentId);
        Assert.NotNull(file.Todo("Klebeband").CompletedAt);
        Assert.Null(file.Todo("Verwaist").ParentId);
        Assert.True(file.Says("one level of parts") && file.Says("stands on its own") && file.Says("was cancelled") && file.Says("“Zu Hause” is now “zu-hause”"));
    }

    [Fact]
    public void Tasks_of_thunderbird_keep_their_time_whatever_the_zone_is_called()
    {
        var file = Sample("thunderbird.ics");

        var call = file.Todo("Call the \"plumber\"");
        Assert.Equal((new TimeOnly(14, 30), "Europe/Berlin", "Location: Kitchen"), (call.DueAt, call.TimeZone, call.Notes));
        Assert.Equal((new TimeOnly(9, 30), "Europe/Berlin"), (file.Todo("In universal time").DueAt, file.Todo("In universal time").TimeZone));
        Assert.Equal((new TimeOnly(8, 30), "Europe/Berlin"), (file.Todo("Nobody knows where").DueAt, file.Todo("Nobody knows where").TimeZone));
        Assert.Equal((null, "Due: 20260230"), (file.Todo("No such day").DueOn, file.Todo("No such day").Notes));
        Assert.True(file.Says("Mars/Olympus") && file.Says("VEVENT") && file.Says("ATTACH"));
        Assert.Equal(4, file.Content.Todos.Count);
    }

    [Theory]
    [InlineData("", 1, "BEGIN:VCALENDAR")]
    [InlineData("hello", 1, "not a line")]
    [InlineData("BEGIN:VTODO\r\nEND:VTODO", 1, "BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VCALENDAR", 4, "does not close")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\n", 2, "has no END")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x", 3, "outside")]
    public void What_is_no_calendar_is_refused_with_its_line(string text, int line, string words)
    {
        var failure = TransferFiles.Read(ImportFormat.Ics, text).Failure;

        Assert.Equal(($"line {line}", ProblemCodes.ValidationFailed), (failure?.Member, failure?.Code));
        Assert.Contains(words, failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_too_long_is_cut_and_stands_whole_in_the_notes()
    {
        var title = new string('t', 150) + "🦄" + new string('u', 150);

        var file = TransferFiles.Sound(ImportFormat.Ics, $"BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:{title}\nEND:VTODO\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR");

        Assert.Equal(Limits.Title, file.Content.Todos[0].Title.Length);
        Assert.Equal($"Title: {title}", file.Content.Todos[0].Notes);
        Assert.Equal("Untitled", file.Content.Todos[1].Title);
        Assert.Equal(2, file.Log.Adapted);
    }

    [Fact]
    public async Task What_is_written_is_what_the_standard_asks_for()
    {
        var time = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        var list = new ExportedList(Guid.CreateVersion7(), "Home; sweet", null, false, false, time, time, null);
        var todo = new ExportedTodo(
            Guid.Parse("01890000-0000-7000-8000-000000000001"), list.Id, null, "Pay, rent", "a\r\nb", null, Priority.Medium, ["a;b", "c"],
            new DateOnly(2026, 12, 1), new TimeOnly(9, 0), "Europe/Berlin", time, time, null, "FREQ=DAILY;UNTIL=20261231", RecurrenceFrom.Completion, 2);

        var text = await TransferFiles.Write(ExportFormat.Ics, new(1, time, new(null, null, null, null, time), [list], [], [todo]));

        foreach (var line in new[]
        {
            "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "TZOFFSETTO:+0200", "UID:01890000-0000-7000-8000-000000000001", "SUMMARY:Pay\\, rent",
            "DESCRIPTION:a\\nb", "CATEGORIES:a\\;b,c", "PRIORITY:5", "DTSTART;TZID=Europe/Berlin:20261201T090000", "DUE;TZID=Europe/Berlin:20261201T090000",
            "RRULE:FREQ=DAILY;UNTIL=20261231T225959Z", "STATUS:NEEDS-ACTION", "X-TODOAPP-LIST:Home\\; sweet", "X-TODOAPP-OCCURRENCES-DONE:2",
        })
            Assert.Contains($"\r\n{line}\r\n", text, StringComparison.Ordinal);
        Assert.Matches("BEGIN:DAYLIGHT\r\nDTSTART:20240331T020000\r\nRDATE:20250330T020000,20260329T020000", text);
    }

    [Fact]
    public void Lines_unfold_whatever_their_ends_are()
    {
        var lines = ContentLineReader.Unfold("A:1\r\n 2\n\t3\rB:4\r\n\r\nC:5").ToList();

        Assert.Equal([(1, "A:123"), (4, "B:4"), (6, "C:5")], lines);
    }

    private static TodoApp.Api.Transfer.ImportFile Sample(string name) =>
        TransferFiles.Sound(ImportFormat.Ics, TransferSamples.Read(name));
}

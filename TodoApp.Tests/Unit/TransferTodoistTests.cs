using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>Todoist's documented CSV, read on Friday, 20 November 2026.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferTodoistTests
{
    private readonly TodoApp.Api.Transfer.ImportFile _file = TransferFiles.Sound(ImportFormat.Todoist, TransferSamples.Read("todoist.csv"));

    [Fact]
    public void A_task_keeps_labels_notes_comments_and_priority()
    {
        var mail = _file.Todo("Email Mira");

        Assert.Equal(["work", "follow-up"], mail.Tags);
        Assert.Equal(Priority.High, mail.Priority);
        Assert.Equal("First line\nsecond line, with a comma\n\nResponsible: Anna (2)\nDuration: 30 minute\nComment: She prefers mail", mail.Notes);
    }

    [Theory]
    [InlineData("Email Mira", "2026-11-23", "09:00", "FREQ=WEEKLY;BYDAY=MO", "Europe/Berlin")]
    [InlineData("Attach the report", "2026-12-24", null, null, null)]
    [InlineData("Buy milk", "2026-11-21", null, null, null)]
    [InlineData("Sport", "2026-11-23", null, "FREQ=WEEKLY;BYDAY=MO", null)]
    [InlineData("Call", "2026-08-13", "18:30", null, "America/Chicago|US/Central")]
    [InlineData("Deadline only", "2026-12-31", null, null, null)]
    [InlineData("Leer", null, null, null, null)]
    [InlineData("Blue moon", null, null, null, null)]
    public void Dates_in_words_are_understood_whole_or_not_at_all(string title, string? day, string? time, string? rule, string? zones)
    {
        var todo = _file.Todo(title);

        Assert.Equal(day, todo.DueOn?.ToString("yyyy-MM-dd", null));
        Assert.Equal(time, todo.DueAt?.ToString("HH:mm", null));
        Assert.Equal(rule, todo.Recurrence);
        Assert.True(zones?.Split('|').Contains(todo.TimeZone) ?? todo.TimeZone is null, todo.TimeZone);
    }

    [Fact]
    public void What_is_not_understood_stands_in_the_notes_and_in_the_report()
    {
        Assert.Equal("Due: every blue moon", _file.Todo("Blue moon").Notes);
        Assert.Equal("Due: el próximo lunes", _file.Todo("Leer").Notes);
        Assert.Equal("Deadline: 2026-12-31", _file.Todo("Buy milk").Notes);
        Assert.Contains(_file.Log.Notes, n => n is { Line: 14, Title: "Blue moon", Effect: ImportEffect.Adapted });
        Assert.Contains(_file.Log.Notes, n => n is { Line: 3, Effect: ImportEffect.LeftOut } && n.Reason.Contains("About the whole project", StringComparison.Ordinal));
    }

    [Fact]
    public void Indents_become_parts_of_one_level_and_sections_tags()
    {
        var mail = _file.Todo("Email Mira").Id;

        Assert.Equal(mail, _file.Todo("Attach the report").ParentId);
        Assert.Equal(mail, _file.Todo("Proofread it").ParentId);
        Assert.Null(_file.Todo("Buy milk").ParentId);
        Assert.Equal(["in-progress"], _file.Todo("Buy milk").Tags);
        Assert.True(_file.Says("one level of parts") && _file.Says("The section “In Progress” is now a tag") && _file.Says("AUTHOR"));
        Assert.Equal(9, _file.Content.Todos.Count);
    }

    [Fact]
    public void A_table_without_its_columns_is_refused()
    {
        var failure = TransferFiles.Read(ImportFormat.Todoist, "title,notes\r\na,b\r\n").Failure;

        Assert.Equal("line 1", failure?.Member);
    }
}

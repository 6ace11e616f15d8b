using System.IO.Compression;
using System.Text;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>Vikunja's data export: the archive and the <c>data.json</c> in it.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferVikunjaTests
{
    [Fact]
    public void A_task_keeps_text_labels_due_time_and_repetition()
    {
        var file = TransferFiles.Sound(ImportFormat.Vikunja, TransferSamples.Read("vikunja.json"));

        var plants = file.Todo("Water the plants");
        Assert.Equal((new DateOnly(2026, 12, 1), new TimeOnly(9, 0), "Europe/Berlin"), (plants.DueOn, plants.DueAt, plants.TimeZone));
        Assert.Equal(("FREQ=WEEKLY;INTERVAL=2", RecurrenceFrom.Completion), (plants.Recurrence, plants.RecurrenceFrom));
        Assert.Equal((Priority.High, "at-home"), (plants.Priority, plants.Tags!.Single()));
        Assert.Equal("Only two of them:\n- fern\n\n- palm & fig\n\nComment: Not too much\nPercent complete: 50\nResponsible: anna", plants.Notes);
        Assert.Equal("Inbox", file.ListOf(plants.Title));
        Assert.True(file.Says("attachments") && file.Says("reminders") && file.Says("was HTML"));
    }

    [Fact]
    public void Subtasks_are_parts_and_projects_are_lists()
    {
        var file = TransferFiles.Sound(ImportFormat.Vikunja, TransferSamples.Read("vikunja.json"));

        var fetch = file.Todo("Fetch water");
        Assert.Equal(file.Todo("Water the plants").Id, fetch.ParentId);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero), fetch.CompletedAt);
        Assert.Equal(("Work", "Work / Client"), (file.ListOf("Report"), file.ListOf("Nested")));
        Assert.True(file.Content.Lists.Single(l => l.Name == "Work").Archived);
        Assert.Equal("FREQ=MONTHLY", file.Todo("Report").Recurrence);
        Assert.Equal("Recurrence: every 3600 seconds", file.Todo("Nested").Notes);
        Assert.True(file.Says("Everything for money"));
    }

    [Fact]
    public void The_archive_is_the_same_as_what_is_in_it()
    {
        var packed = VikunjaFile.Read(Zip("data.json", Encoding.UTF8.GetBytes(TransferSamples.Read("vikunja.json"))), TransferFiles.Context);

        Assert.Equal(4, packed.Value.Content.Todos.Count);
    }

    [Fact]
    public void A_bomb_is_defused_before_it_goes_off()
    {
        var bomb = Zip("data.json", new byte[Limits.ImportUnpacked + 1]);

        var failure = VikunjaFile.Read(bomb, TransferFiles.Context).Failure;

        Assert.True(bomb.Length < 100_000, $"{bomb.Length}");
        Assert.Contains("unpacks to more", failure?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", ProblemCodes.MalformedJson)]
    [InlineData("[{\"tasks\":[{\"id\":\"one\"}]}]", ProblemCodes.MalformedJson)]
    [InlineData("null", ProblemCodes.ValidationFailed)]
    [InlineData("[", ProblemCodes.MalformedJson)]
    public void What_is_none_is_refused(string text, string code) =>
        Assert.Equal(code, TransferFiles.Read(ImportFormat.Vikunja, text).Failure?.Code);

    [Fact]
    public void Archives_that_are_damaged_or_of_something_else_are_refused()
    {
        Assert.Contains("has no data.json", VikunjaFile.Read(Zip("other.json", [1]), TransferFiles.Context).Failure?.Detail, StringComparison.Ordinal);
        Assert.Contains("damaged", VikunjaFile.Read("PK\u0003\u0004 and then nothing"u8.ToArray(), TransferFiles.Context).Failure?.Detail, StringComparison.Ordinal);
    }

    private static byte[] Zip(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry(name).Open())
            entry.Write(content);
        return stream.ToArray();
    }
}

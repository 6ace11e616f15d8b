using System.Text;
using TodoApp.Api.Transfer;
using TodoApp.Api.Transfer.Csv;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>Our own CSV, as it is written and as spreadsheets give it back.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" -5", "' -5")]
    [InlineData("'=x", "''=x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝x", "'＝x")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("plain = text", "plain = text")]
    public void What_a_spreadsheet_would_run_is_guarded(string text, string written)
    {
        Assert.Equal(written, FormulaGuard.Add(text));
        Assert.Equal(text, FormulaGuard.Remove(written));
    }

    [Fact]
    public void A_table_by_hand_needs_titles_only()
    {
        var file = TransferFiles.Sound(ImportFormat.Csv, "Title;Due on;Due at;List;Tags;Priority\nMilk, fresh;2026-12-01;9:30;Shop;a, b;HIGH\n\nBread;;;;;\n");

        var milk = file.Todo("Milk, fresh");
        Assert.Equal((new DateOnly(2026, 12, 1), new TimeOnly(9, 30), Priority.High), (milk.DueOn, milk.DueAt, milk.Priority));
        Assert.Equal(["a", "b"], milk.Tags);
        Assert.Equal(("Shop", "Inbox"), (file.ListOf("Milk, fresh"), file.ListOf("Bread")));
    }

    [Fact]
    public void Columns_nobody_knows_are_in_the_report()
    {
        var file = TransferFiles.Sound(ImportFormat.Csv, "title,Mood\r\nMilk,good\r\n");

        Assert.Equal((0, 1), (file.Log.Adapted, file.Log.LeftOut));
        Assert.True(file.Says("“mood”"));
    }

    [Fact]
    public void Every_bad_cell_is_named_with_its_line()
    {
        var failure = TransferFiles.Read(
            ImportFormat.Csv,
            "id,parent_id,title,notes,due_on,due_at,priority,completed_at\r\n1,,a,\"two\r\nlines\",soon,,,\r\n2,9,b,,,25:00,,\r\n1,,c,,,,urgent,\r\n,,d,,,,2,yesterday\r\n").Failure;

        Assert.Equal(["line 2", "line 4", "line 5", "line 6"], failure!.Errors!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(7, failure.Errors.Values.Sum(f => f.Length));
        Assert.Contains("due_on must be a day such as 2026-12-31.", failure.Errors["line 2"]);
    }

    [Fact]
    public void A_flaw_of_our_own_rules_is_named_with_its_line_too()
    {
        var read = TransferFiles.Read(ImportFormat.Csv, $"title,time_zone,recurrence\r\nfine,,\r\n{new string('x', 201)},,\r\nb,Mars/Olympus,\r\nc,,FREQ=NEVER\r\n\"\",,FREQ=DAILY\r\n");

        var failure = ImportRules.Find(read.Value);

        Assert.Equal(["line 3", "line 4", "line 5", "line 6"], failure!.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("name,notes\r\na,b\r\n", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("title\r\n\"never closed\r\nand on\r\n", "line 2")]
    [InlineData("title\r\na \"quoted\" word\r\n", "line 2")]
    [InlineData("title,notes\r\na,b,c\r\n", "line 2")]
    public void What_is_no_table_is_refused_with_its_line(string text, string line) =>
        Assert.Equal(line, TransferFiles.Read(ImportFormat.Csv, text).Failure?.Member);

    [Theory]
    [InlineData("utf-8", "Späti 🦄")]
    [InlineData("utf-16", "Späti 🦄")]
    [InlineData("utf-16BE", "Späti 🦄")]
    public void Files_with_a_byte_order_mark_are_decoded_by_it(string encoding, string text)
    {
        var with = Encoding.GetEncoding(encoding);

        Assert.Equal(text, ImportText.Decode([.. with.GetPreamble(), .. with.GetBytes(text)]));
    }

    [Fact]
    public void What_is_not_well_formed_is_not_replaced() => Assert.Null(ImportText.Decode([0x61, 0xFF, 0x62]));

    [Theory]
    [InlineData("{\"format\":1}", ImportFormat.Json)]
    [InlineData(" \r\n[]", ImportFormat.Vikunja)]
    [InlineData("PK\u0003\u0004", ImportFormat.Vikunja)]
    [InlineData("\uFEFFBEGIN:VCALENDAR\r\n", ImportFormat.Ics)]
    [InlineData("TYPE,CONTENT,PRIORITY\r\ntask,x,1", ImportFormat.Todoist)]
    [InlineData("\uFEFF\"id\",\"title\"\r\n", ImportFormat.Csv)]
    [InlineData("title;notes\r\n", ImportFormat.Csv)]
    public void What_a_file_is_shows_in_how_it_begins(string text, ImportFormat format) =>
        Assert.Equal(format, ImportFormats.Detect(Encoding.UTF8.GetBytes(text), "application/octet-stream"));
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TodoApp.Api.Transfer.Csv;
using TodoApp.Api.Transfer.ICalendar;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Properties;

/// <summary>What is written comes back as it was.</summary>
[Trait("Kind", "Properties")]
public sealed class TransferPropertyTests
{
    private static readonly Config s_many = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<string> s_text = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        from parts in Gen.Elements("'", "=", " ", "\t", "+", "-", "@", "a", "\n", "＝").ArrayOf(5) select string.Concat(parts));

    [Fact]
    public void A_csv_that_is_read_again_gives_the_same_todos() => Holds(export =>
    {
        var read = TransferFiles.Sound(ImportFormat.Csv, WithoutMark(Write(ExportFormat.Csv, export)));

        Assert.Equal(MadeUpExports.Shape(export), MadeUpExports.Shape(read.Content));
        Assert.Equal((0, 0), (read.Log.Adapted, read.Log.LeftOut));
    });

    [Fact]
    public void An_icalendar_that_is_read_again_gives_the_same_todos() => Holds(export =>
    {
        var read = TransferFiles.Sound(ImportFormat.Ics, Write(ExportFormat.Ics, export));

        Assert.Equal(MadeUpExports.Shape(export, OneLineBreak), MadeUpExports.Shape(read.Content));
        Assert.Equal((0, 0), (read.Log.Adapted, read.Log.LeftOut));
    });

    [Fact]
    public void No_line_of_an_icalendar_is_longer_than_75_octets() => Holds(export =>
    {
        var text = Write(ExportFormat.Ics, export);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.All(text.Split("\r\n"), line => Assert.Null(PlainTextAttribute.Flaw(line, multiline: true, allowBlank: true)));
    });

    [Fact]
    public void No_cell_of_a_csv_begins_like_a_formula() => Holds(export =>
    {
        var table = CsvTable.Of(WithoutMark(Write(ExportFormat.Csv, export)));

        foreach (var row in table.Rows())
            Assert.DoesNotContain(row.Fields, f => f is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋', ..]);
    });

    [Fact]
    public void Guarded_text_comes_back_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(s_text.ToArbitrary(), text => FormulaGuard.Remove(FormulaGuard.Add(text)) == text));

    [Fact]
    public void Escaped_text_comes_back_with_one_kind_of_line_break() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20_000),
            Prop.ForAll(s_text.ToArbitrary(), text => CalendarText.Unescape(CalendarText.Escape(text)) == OneLineBreak(text)));

    [Fact]
    public void Whatever_stands_in_a_file_is_read_or_refused_in_words() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll((from e in MadeUpExports.Exports from at in Gen.Choose(0, 100) from noise in s_text from format in Gen.Elements(ExportFormat.Csv, ExportFormat.Ics) select (e, at, noise, format)).ToArbitrary(), made =>
            {
                var text = Write(made.format, made.e);
                var broken = text.Insert(text.Length * made.at / 100, made.noise);
                foreach (var format in new[] { ImportFormat.Csv, ImportFormat.Ics, ImportFormat.Todoist, ImportFormat.Vikunja })
                {
                    var read = TransferFiles.Read(format, broken);
                    Assert.True(read.Failure is null || read.Failure.Detail.Length > 0);
                }
            }));

    private static string OneLineBreak(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string WithoutMark(string text) => text.TrimStart('\uFEFF');

    private static string Write(ExportFormat format, AccountExport export) => TransferFiles.Write(format, export).GetAwaiter().GetResult();

    private static void Holds(Action<AccountExport> property) =>
        Check.One(s_many, Prop.ForAll(MadeUpExports.Exports.ToArbitrary(), property));
}

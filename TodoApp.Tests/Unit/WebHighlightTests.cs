using TodoApp.Contracts;
using TodoApp.Web.Todos;

namespace TodoApp.Tests.Unit;

/// <summary>Texts are cut for highlighting without losing or breaking a character.</summary>
[Trait("Kind", "Unit")]
public sealed class WebHighlightTests
{
    private const string Text = "a👩b zeppelin";

    [Theory]
    [InlineData(0, 1, "a")]
    [InlineData(1, 2, "👩")]
    [InlineData(2, 1, "👩")]
    [InlineData(5, 8, "zeppelin")]
    [InlineData(5, int.MaxValue, "zeppelin")]
    [InlineData(-5, 6, "a")]
    public void A_span_marks_what_it_covers(int start, int length, string marked)
    {
        var pieces = TextPieces.Of(Text, [new(start, length)]);

        Assert.Equal(Text, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.Equal([marked], pieces.Where(piece => piece.IsMarked).Select(piece => piece.Text));
    }

    [Fact]
    public void Spans_in_any_order_that_overlap_or_lie_outside_lose_nothing()
    {
        var pieces = TextPieces.Of(Text, [new(9, 4), new(0, 4), new(2, 6), new(400, 3), new(3, 0), new(-9, 2)]);

        Assert.Equal(Text, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.All(pieces, piece => Assert.False(char.IsLowSurrogate(piece.Text[0])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(41)]
    [InlineData(500)]
    public void An_excerpt_has_what_was_found_and_is_short(int before)
    {
        var text = string.Concat(Enumerable.Repeat("👩", before)) + "zeppelin" + new string('x', 500);

        var excerpt = Excerpt.Of(text, [new TextSpan(before * 2, 8)])!;

        var mark = Assert.Single(excerpt.Marks);
        Assert.Equal("zeppelin", excerpt.Text.Substring(mark.Start, mark.Length));
        Assert.InRange(excerpt.Text.Length, 100, 163);
        Assert.False(char.IsLowSurrogate(excerpt.Text.TrimStart('…')[0]));
    }

    [Fact]
    public void Places_that_do_not_fit_the_text_give_no_excerpt() => Assert.Null(Excerpt.Of("short", [new(3, 9), new(-1, 2)]));

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=2", "Every 2 days")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Every 2 weeks on Monday")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every week on Monday, Wednesday and Friday")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "Every 2 weeks on Monday, Tuesday, Wednesday, Thursday and Friday")]
    [InlineData("FREQ=MONTHLY", "Every month on the 22nd")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,11,-1", "Every month on the 1st, the 11th and the last day")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-2", "Every month on the 2nd last day")]
    [InlineData("FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=3", "Every year on the 3rd in March and April")]
    [InlineData("FREQ=YEARLY", "Every year on 22 May")]
    [InlineData("FREQ=DAILY;UNTIL=20261224", "Every day, until 24 Dec 2026")]
    [InlineData("nonsense", "Repeats")]
    public void A_rule_reads_as_people_say_it(string rule, string reads) =>
        Assert.Equal(reads, RecurrenceText.Of(rule, new DateOnly(2031, 5, 22), RecurrenceFrom.Due));
}

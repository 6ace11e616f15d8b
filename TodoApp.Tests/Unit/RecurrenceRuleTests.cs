using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class RecurrenceRuleTests
{
    /// <summary>The examples of RFC 5545, 3.8.5.3, as far as they use parts we have, and what people ask for most.</summary>
    [Theory]
    [InlineData("FREQ=DAILY;COUNT=4", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04 1997-09-05")]
    [InlineData("FREQ=DAILY;UNTIL=19970905", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04 1997-09-05")]
    [InlineData("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12")]
    [InlineData("FREQ=DAILY;BYMONTH=1", "1998-01-30", "1998-01-30 1998-01-31 1999-01-01 1999-01-02")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-19", "2026-11-19 2026-11-20 2026-11-23 2026-11-24")]
    [InlineData("FREQ=WEEKLY", "2026-11-20", "2026-11-20 2026-11-27 2026-12-04")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;UNTIL=19971010;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01",
        "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 1997-10-03")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-05 1997-08-17 1997-08-19 1997-08-31")]
    [InlineData("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07", "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04")]
    [InlineData("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,-1", "1997-09-30", "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-12-31", "2027-12-31 2028-01-31 2028-02-29 2028-03-31 2028-04-30")]
    [InlineData("FREQ=MONTHLY", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31")]
    [InlineData("FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11", "1997-09-10", "1997-09-10 1997-09-11 1999-03-10 1999-03-11")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15", "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30")]
    [InlineData("FREQ=YEARLY;BYMONTH=6,7", "1997-06-10", "1997-06-10 1997-07-10 1998-06-10 1998-07-10")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3", "1997-03-10", "1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13", "1997-03-13 1997-03-20 1997-03-27 1998-03-05")]
    [InlineData("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05", "1996-11-05 2000-11-07 2004-11-02")]
    [InlineData("FREQ=YEARLY", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29")]
    [InlineData("FREQ=DAILY", "9999-12-30", "9999-12-30 9999-12-31")]
    [InlineData("FREQ=WEEKLY;BYDAY=SU;WKST=SU", "9999-12-26", "9999-12-26")]
    [InlineData("FREQ=WEEKLY;INTERVAL=999", "0001-01-01", "0001-01-01 0020-02-24")]
    public void A_rule_names_the_days_it_says(string rule, string start, string expected)
    {
        var days = expected.Split(' ').Select(Day).ToList();

        Assert.Equal(days, RecurrenceRule.Parse(rule).From(Day(start)).Take(days.Count));
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=4", 4)]
    [InlineData("FREQ=DAILY;UNTIL=20260103", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20251231", 0)]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=TU;BYMONTH=2", 1)]
    public void A_series_ends(string rule, int days) =>
        Assert.Equal(days, RecurrenceRule.Parse(rule).From(new DateOnly(2026, 1, 1)).Count());

    [Fact]
    public void Every_occurrence_can_stand_for_the_beginning_of_its_series()
    {
        var rule = RecurrenceRule.Parse("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=WE;COUNT=30");
        var series = rule.From(new DateOnly(2026, 11, 16)).ToList();

        for (var i = 0; i < series.Count; i++)
        {
            Assert.Equal(series[(i + 1)..], rule.Following(series[i], done: i));
            Assert.Equal(series[(i + 1)..], rule.After(series[0], series[i]));
        }
    }

    [Fact]
    public void Days_far_ahead_take_no_longer_than_the_next_one()
    {
        var rule = RecurrenceRule.Parse("FREQ=DAILY;INTERVAL=2");

        Assert.Equal(Day("9999-12-31"), rule.After(DateOnly.MinValue, Day("9999-12-30")).Single());
        Assert.Equal(new DateOnly(1, 1, 2), rule.After(new DateOnly(1, 1, 2), DateOnly.MinValue).First());
    }

    [Theory]
    [InlineData("freq=daily", "FREQ=DAILY")]
    [InlineData("FREQ=DAILY;INTERVAL=1;WKST=MO", "FREQ=DAILY")]
    [InlineData("BYDAY=SU,+1MO,-1FR;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=1MO,-1FR,SU")]
    [InlineData("WKST=SU;COUNT=10;BYMONTHDAY=31,-1,07;INTERVAL=02;FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1,7,31;COUNT=10;WKST=SU")]
    [InlineData("UNTIL=20261231;BYMONTH=12,1;FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1,12;UNTIL=20261231")]
    public void A_rule_has_one_way_to_be_written(string text, string canonical)
    {
        var previous = CultureInfo.CurrentCulture;
        // Swedish writes a minus sign that is not ASCII's.
        CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
        try
        {
            var rule = RecurrenceRule.Parse(text);

            Assert.Equal(canonical, rule.ToString());
            Assert.Equal(rule, RecurrenceRule.Parse(canonical));
            Assert.Equal(rule.GetHashCode(), RecurrenceRule.Parse(canonical).GetHashCode());
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Theory]
    [InlineData("", "not a part")]
    [InlineData("RRULE:FREQ=DAILY", "not a part")]
    [InlineData("FREQ=DAILY;", "not a part")]
    [InlineData("FREQ=DAILY;BYHOUR=9", "BYHOUR")]
    [InlineData("FREQ=DAILY; COUNT=1", "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=", "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=1=2", "COUNT")]
    [InlineData("COUNT=3", "FREQ is missing")]
    [InlineData("FREQ=HOURLY", "FREQ must be")]
    [InlineData("FREQ=0", "FREQ must be")]
    [InlineData("FREQ=DAILY;FREQ=DAILY", "FREQ stands twice")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL must be")]
    [InlineData("FREQ=DAILY;INTERVAL=1000", "INTERVAL must be")]
    [InlineData("FREQ=DAILY;INTERVAL=-1", "INTERVAL must be")]
    [InlineData("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL must be")]
    [InlineData("FREQ=DAILY;COUNT=0", "COUNT must be")]
    [InlineData("FREQ=DAILY;COUNT=10000", "COUNT must be")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20270101", "COUNT and UNTIL")]
    [InlineData("FREQ=DAILY;UNTIL=20270230", "UNTIL must be")]
    [InlineData("FREQ=DAILY;UNTIL=20270101T000000Z", "UNTIL must be")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "BYDAY must be")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,", "BYDAY must be")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,MO", "BYDAY names something twice")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", "BYDAY with a number")]
    [InlineData("FREQ=DAILY;BYDAY=-1MO", "BYDAY with a number")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY must be")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", "BYDAY can count to 5")]
    [InlineData("FREQ=YEARLY;BYDAY=54MO", "BYDAY must be")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "BYDAY can count to 5")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY must be")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY must be")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY must be")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=--1", "BYMONTHDAY must be")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with")]
    [InlineData("FREQ=YEARLY;BYMONTH=13", "BYMONTH must be")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "never come together")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never come together")]
    [InlineData("FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31,-31", "never come together")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8", "never come together")]
    [InlineData("FREQ=WEEKLY;WKST=1MO", "WKST must be")]
    [InlineData("FREQ=DAİLY", "ASCII")]
    public void What_is_wrong_with_a_rule_is_said_by_its_part(string text, string flaw)
    {
        Assert.False(RecurrenceRule.TryParse(text, out var rule, out var message));
        Assert.Null(rule);
        Assert.Contains(flaw, message, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Throws<FormatException>(() => RecurrenceRule.Parse(text)).Message);
    }

    [Fact]
    public void A_rule_that_is_too_long_is_refused_unread() =>
        Assert.False(RecurrenceRule.TryParse("FREQ=MONTHLY;BYMONTHDAY=" + string.Join(',', Enumerable.Repeat("1", 100)), out _, out _));

    [Fact]
    public void The_rarest_day_there_is_can_be_named() =>
        Assert.Equal(Day("2044-02-29"), RecurrenceRule.Parse("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO").Following(Day("2026-01-01")).First());

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using FsCheck;
using FsCheck.Fluent;
using TodoApp.Contracts;

namespace TodoApp.Tests.Properties;

[Trait("Kind", "Properties")]
public sealed class RecurrencePropertyTests
{
    private const int Horizon = 2_000;

    private static readonly Config s_tenThousand = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    /// <summary>From UTC−11 to UTC+14, with clocks that change by 30, 60 and 120 minutes, on both sides of the equator.</summary>
    private static readonly TimeZoneInfo[] s_zones =
    [
        .. new[]
        {
            "Pacific/Pago_Pago", "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/St_Johns", "America/Santiago",
            "America/Nuuk", "Atlantic/Azores", "Europe/London", "Europe/Berlin", "Africa/Casablanca", "Africa/Cairo", "Antarctica/Troll",
            "Asia/Tehran", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Auckland",
            "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
        }.Select(TimeZoneInfo.FindSystemTimeZoneById),
    ];

    private static readonly DateOnly s_firstDay = new(2020, 1, 1);

    /// <summary>Days around a change of clocks in each zone: random days would hardly ever meet one.</summary>
    private static readonly (TimeZoneInfo Zone, DateOnly Day)[] s_changes =
    [
        .. from zone in s_zones
           from day in Enumerable.Range(0, 3_650).Select(s_firstDay.AddDays)
           where Offset(zone, day) != Offset(zone, day.AddDays(1))
           from near in new[] { -1, 0, 1 }
           select (zone, day.AddDays(near)),
    ];

    private static readonly Gen<DateOnly> s_day = Gen.Choose(0, 3_650).Select(s_firstDay.AddDays);

    private static readonly Gen<MadeUpRule> s_rule =
        from frequency in Gen.Elements("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        from interval in Gen.OneOf(Gen.Constant(1), Gen.Choose(1, 4), Gen.Choose(1, 40))
        from byDay in Gen.OneOf(Gen.Constant(Array.Empty<(int, DayOfWeek)>()), Weekdays(frequency is "MONTHLY" or "YEARLY"))
        from byMonthDay in frequency == "WEEKLY" ? Gen.Constant(Array.Empty<int>()) : Few(31, signed: true)
        from byMonth in Few(12, signed: false)
        from ending in Gen.Choose(0, 3)
        from count in Gen.Choose(1, 60)
        from until in s_day
        from weekStart in Gen.Choose(0, 6)
        select new MadeUpRule(
            frequency, interval, byDay, byMonthDay, byMonth, ending == 0 ? count : null, ending == 1 ? until : null, (DayOfWeek)weekStart);

    [Fact]
    public void Ten_thousand_random_rules_agree_with_the_definition()
    {
        var read = 0;
        var property = Prop.ForAll(
            (from rule in s_rule from start in s_day select (rule, start)).ToArbitrary(),
            made =>
            {
                var (given, start) = made;
                var last = start.AddDays(Horizon);
                if (!RecurrenceRule.TryParse(given.ToString(), out var rule, out _))
                    return RecurrenceOracle.Days(given with { Interval = 1, Count = null, Until = null }, start, last)
                        .All(day => day == start);

                read++;
                var expected = RecurrenceOracle.Days(given, start, last);
                var middle = start.AddDays(Horizon / 2);
                return rule.From(start).TakeWhile(d => d <= last).SequenceEqual(expected)
                    && rule.After(start, middle).TakeWhile(d => d <= last).SequenceEqual(expected.Where(d => d > middle))
                    && rule.Equals(RecurrenceRule.Parse(rule.ToString()));
            });

        property.Check(s_tenThousand);

        Assert.True(read > 8_000, $"Only {read} rules could occur.");
    }

    [Fact]
    public void Going_from_occurrence_to_occurrence_is_the_series()
    {
        var property = Prop.ForAll(
            (from rule in s_rule from start in s_day select (rule, start)).ToArbitrary(),
            made =>
            {
                if (!RecurrenceRule.TryParse(made.rule.ToString(), out var rule, out _))
                    return true;

                var series = rule.From(made.start).Take(8).TakeWhile(d => d.Year < 2100).ToList();
                return Enumerable.Range(0, Math.Max(0, series.Count - 1))
                    .All(i => rule.Following(series[i], done: i).First() == series[i + 1]);
            });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Ten_thousand_local_times_are_the_instants_that_a_clock_on_the_wall_shows()
    {
        Assert.Contains(s_zones, z => z.BaseUtcOffset == TimeSpan.FromHours(-11));
        Assert.Contains(s_zones, z => z.BaseUtcOffset == TimeSpan.FromHours(14));
        Assert.True(s_changes.Length > 500, $"Only {s_changes.Length} days around a change were found.");
        var anywhere = from zone in Gen.Elements(s_zones) from day in s_day select (zone, day);
        var due = from place in Gen.OneOf(anywhere, Gen.Elements(s_changes)) from quarter in Gen.Choose(0, 95) select (place, quarter);

        var property = Prop.ForAll(due.ToArbitrary(), made =>
        {
            var ((zone, day), quarter) = made;
            var time = TimeOnly.MinValue.AddMinutes(15 * quarter);
            return DueInstant.Of(day, time, zone) == RecurrenceOracle.Instant(day.ToDateTime(time), zone);
        });

        property.Check(s_tenThousand);
    }

    private static TimeSpan Offset(TimeZoneInfo zone, DateOnly day) =>
        zone.GetUtcOffset(day.ToDateTime(new TimeOnly(0, 0), DateTimeKind.Utc));

    private static Gen<int[]> Few(int most, bool signed)
    {
        var number = signed ? Gen.OneOf(Gen.Choose(1, most), Gen.Choose(-most, -1)) : Gen.Choose(1, most);
        var some = from size in Gen.Choose(1, 3) from numbers in number.ArrayOf(size) select numbers.Distinct().ToArray();
        return Gen.Frequency((3, Gen.Constant(Array.Empty<int>())), (1, some));
    }

    private static Gen<(int, DayOfWeek)[]> Weekdays(bool counted)
    {
        var ordinal = counted ? Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 5), Gen.Choose(-5, -1)) : Gen.Constant(0);
        var weekday = from n in ordinal from day in Gen.Choose(0, 6) select (n, (DayOfWeek)day);
        return from size in Gen.Choose(1, 4) from days in weekday.ArrayOf(size) select days.Distinct().ToArray();
    }
}

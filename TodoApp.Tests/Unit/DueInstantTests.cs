using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class DueInstantTests
{
    [Theory]
    // Ordinary days, in winter and in summer.
    [InlineData("Europe/Berlin", "2026-01-15 09:00", "2026-01-15 08:00")]
    [InlineData("Europe/Berlin", "2026-07-15 09:00", "2026-07-15 07:00")]
    [InlineData("Pacific/Kiritimati", "2026-01-01 00:00", "2025-12-31 10:00")]
    [InlineData("Pacific/Pago_Pago", "2026-01-01 23:30", "2026-01-02 10:30")]
    [InlineData("Asia/Kathmandu", "2026-01-01 05:45", "2026-01-01 00:00")]
    // Skipped: as much later as clocks were set forward.
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:30")]
    [InlineData("America/New_York", "2026-03-08 02:00", "2026-03-08 07:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45")]
    [InlineData("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 19:00")]
    // Twice: the first one.
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45")]
    // Right before and after the change.
    [InlineData("Europe/Berlin", "2026-03-29 01:59", "2026-03-29 00:59")]
    [InlineData("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "2026-10-25 03:00", "2026-10-25 02:00")]
    public void A_local_time_is_one_instant(string zone, string local, string utc)
    {
        var time = Parse(local);

        var instant = DueInstant.Of(
            DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(new DateTimeOffset(Parse(utc), TimeSpan.Zero), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Fact]
    public void The_ends_of_the_calendar_are_held()
    {
        var east = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati");
        var west = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Pago_Pago");

        Assert.Equal(DateTime.MinValue, DueInstant.Of(DateOnly.MinValue, TimeOnly.MinValue, east).UtcDateTime);
        Assert.Equal(DateTime.MaxValue, DueInstant.Of(DateOnly.MaxValue, TimeOnly.MaxValue, west).UtcDateTime);
    }

    private static DateTime Parse(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

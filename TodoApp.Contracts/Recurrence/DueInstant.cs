namespace TodoApp.Contracts;

/// <summary>
/// Which instant a local due time is: the one place where daylight saving matters. A time that clocks skip is as much
/// later as they are set forward; of a time that comes twice the first one counts.
/// </summary>
public static class DueInstant
{
    /// <summary>The instant of a local time on a day in a zone; held within what <see cref="DateTimeOffset"/> can say.</summary>
    public static DateTimeOffset Of(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = day.ToDateTime(time, DateTimeKind.Utc);
        // Clocks change at most once within two days, so one of these offsets is in force at that time, or it is skipped.
        var before = zone.GetUtcOffset(Shift(local, TimeSpan.FromDays(-1)));
        var after = zone.GetUtcOffset(Shift(local, TimeSpan.FromDays(1)));
        TimeSpan[] offsets = before >= after ? [before, after] : [after, before];
        foreach (var offset in offsets)
        {
            var instant = Shift(local, -offset);
            if (zone.GetUtcOffset(instant) == offset)
                return new DateTimeOffset(instant);
        }

        return new DateTimeOffset(Shift(local, -before));
    }

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static DateTime Shift(DateTime utc, TimeSpan by) =>
        new(Math.Clamp(utc.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}

namespace TodoApp.Contracts.QuickAdd;

/// <summary>Makes one day and one time of all that was said about them.</summary>
internal static class When
{
    private const int LastHourOfAfternoon = 6;

    public static (DateOnly? Day, TimeOnly? Time) Of(List<Reading> readings, DateOnly today, TimeOnly now, bool twelveHours)
    {
        now = new TimeOnly(now.Hour, now.Minute);
        var time = Time(readings, twelveHours);
        var said = readings.Find(r => r.Day is not null);
        var isPast = time < now;
        if (readings.Find(r => r.Repeat is not null)?.Repeat is { } repeat)
        {
            var first = repeat.First(said?.Day ?? today);
            return (first == today && isPast && said is null ? repeat.First(today.AddDays(1)) : first, time);
        }

        if (said is null)
            return time is null ? (null, null) : (isPast ? today.AddDays(1) : today, time);
        // "Tonight", said at night, is still today, but no longer has a time.
        if (said is { IsDayPart: true, Time: not null } && isPast)
            return (said.Day, null);

        return (said.Day == today && isPast && said.Later is { } later ? later : said.Day, time);
    }

    /// <summary>A clock time says more than a part of the day, which says which half of the day the clock means.</summary>
    private static TimeOnly? Time(List<Reading> readings, bool twelveHours)
    {
        var clock = readings.Find(r => r is { Time: not null, IsDayPart: false });
        var part = readings.Find(r => r is { Time: not null, IsDayPart: true })?.Time;
        if (clock?.Time is not { } time)
            return part;
        if (!clock.IsHalfUnsaid)
            return time;

        var isAfternoon = part is { } half ? half.Hour >= 12 : twelveHours && time.Hour <= LastHourOfAfternoon;
        return isAfternoon ? time.AddHours(12) : time;
    }
}

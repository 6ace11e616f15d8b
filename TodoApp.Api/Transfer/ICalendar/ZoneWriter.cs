using System.Globalization;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>
/// Writes a VTIMEZONE: importers that do not know IANA's names need one. Changes of clocks are listed rather than
/// given as a rule, because not every zone has one.
/// </summary>
internal static class ZoneWriter
{
    private const int YearsBack = 2;
    private const int YearsAhead = 15;
    // No zone changes its clocks there and back within a week.
    private const int Step = 7;

    private sealed record Change(DateTime Utc, TimeSpan From, TimeSpan To);

    public static async Task WriteAsync(ContentLineWriter writer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var start = new DateTime(now.Year - YearsBack, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var offset = zone.GetUtcOffset(start);
        await writer.WriteAsync("BEGIN", "VTIMEZONE");
        await writer.WriteAsync("TZID", zone.Id);
        await WriteAsync(writer, zone, [new(DateTime.UnixEpoch - offset, offset, offset)]);
        foreach (var alike in Changes(zone, start, start.AddYears(YearsBack + YearsAhead)).GroupBy(c => (c.From, c.To)))
            await WriteAsync(writer, zone, [.. alike]);
        await writer.WriteAsync("END", "VTIMEZONE");
    }

    private static async Task WriteAsync(ContentLineWriter writer, TimeZoneInfo zone, IReadOnlyList<Change> changes)
    {
        var first = changes[0];
        var kind = zone.IsDaylightSavingTime(first.Utc) ? "DAYLIGHT" : "STANDARD";
        await writer.WriteAsync("BEGIN", kind);
        await writer.WriteAsync("DTSTART", Local(first));
        if (changes.Count > 1)
            await writer.WriteAsync("RDATE", string.Join(',', changes.Skip(1).Select(Local)));
        await writer.WriteAsync("TZOFFSETFROM", Offset(first.From));
        await writer.WriteAsync("TZOFFSETTO", Offset(first.To));
        await writer.WriteAsync("END", kind);
    }

    private static IEnumerable<Change> Changes(TimeZoneInfo zone, DateTime start, DateTime end)
    {
        for (var (at, next) = (start, start.AddDays(Step)); at < end; (at, next) = (next, next.AddDays(Step)))
        {
            var (from, to) = (zone.GetUtcOffset(at), zone.GetUtcOffset(next));
            if (from != to)
                yield return new(Find(zone, at, next, from), from, to);
        }
    }

    /// <summary>The first second of the new offset.</summary>
    private static DateTime Find(TimeZoneInfo zone, DateTime before, DateTime after, TimeSpan offset)
    {
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before.AddSeconds(Math.Floor((after - before).TotalSeconds / 2));
            if (zone.GetUtcOffset(middle) == offset)
                before = middle;
            else
                after = middle;
        }

        return after;
    }

    /// <summary>The local time at which clocks are changed, as they show it until then.</summary>
    private static string Local(Change change) =>
        (change.Utc + change.From).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(offset.Seconds == 0 ? "hhmm" : "hhmmss", CultureInfo.InvariantCulture);
}

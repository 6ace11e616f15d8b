using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>When something is due, as iCalendar says it.</summary>
/// <param name="Day">The calendar day.</param>
/// <param name="Time">The local time on it, if there is one.</param>
/// <param name="Zone">The zone of that time.</param>
/// <param name="UnknownZone">The zone the file names, when nobody knows it here.</param>
internal sealed record CalendarMoment(DateOnly Day, TimeOnly? Time, TimeZoneInfo? Zone, string? UnknownZone = null);

/// <summary>Days and times of iCalendar (RFC 5545, 3.3.4 and 3.3.5).</summary>
internal static class CalendarTime
{
    private const string DayFormat = "yyyyMMdd";
    private const string TimeFormat = "HHmmss";

    public static string Write(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static string Write(DateOnly day, TimeOnly time) => $"{Write(day)}T{time.ToString(TimeFormat, CultureInfo.InvariantCulture)}";

    public static string WriteUtc(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant; null when it is none. Without a zone it is taken as UTC.</summary>
    public static DateTimeOffset? ReadInstant(ContentLine property) =>
        Read(property, TimeZoneInfo.Utc) is { } moment
            ? DueInstant.Of(moment.Day, moment.Time ?? TimeOnly.MinValue, moment.Zone ?? TimeZoneInfo.Utc)
            : null;

    /// <summary>A day, or a local time with its zone; null when it is neither. A time without a zone is one where the person is.</summary>
    public static CalendarMoment? Read(ContentLine property, TimeZoneInfo home)
    {
        var text = property.Value.Trim();
        if (text.Length < DayFormat.Length
            || !DateOnly.TryParseExact(text[..DayFormat.Length], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        if (text.Length == DayFormat.Length)
            return new(day, null, null);
        if (text[DayFormat.Length] != 'T' || ReadTime(text[(DayFormat.Length + 1)..].TrimEnd('Z')) is not { } time)
            return null;
        if (!text.EndsWith('Z'))
            return property["TZID"] is { } id ? InZone(day, time, id, home) : new(day, time, home);

        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero), home).DateTime;
        return new(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), home);
    }

    private static CalendarMoment InZone(DateOnly day, TimeOnly time, string id, TimeZoneInfo home) =>
        ZoneNames.Find(id) is { } zone ? new(day, time, zone) : new(day, time, home, id);

    /// <summary>Of a leap second the second before counts.</summary>
    private static TimeOnly? ReadTime(string text) =>
        TimeOnly.TryParseExact(
            text.EndsWith("60", StringComparison.Ordinal) && text.Length == TimeFormat.Length ? text[..4] + "59" : text,
            TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}

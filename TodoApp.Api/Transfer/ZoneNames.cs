using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Finds zones by the names that other products give them.</summary>
internal static class ZoneNames
{
    /// <summary>
    /// By its IANA name, by one with the path of a vendor in front ("/mozilla.org/20050126_1/Europe/Berlin"), or by
    /// its name in Windows; null when nobody knows it.
    /// </summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name.Length > 4 * Limits.TimeZone)
            return null;
        if (Known(name) is { } zone)
            return zone;
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana))
            return Known(iana);

        // The longest end that is a name counts: "America/Argentina/Ushuaia" has three parts.
        return name.StartsWith('/')
            ? name.Split('/', StringSplitOptions.RemoveEmptyEntries) is var parts && parts.Length > 1
                ? Enumerable.Range(1, parts.Length - 1).Select(i => Known(string.Join('/', parts[i..]))).FirstOrDefault(z => z is not null)
                : null
            : null;
    }

    private static TimeZoneInfo? Known(string name) =>
        TimeZoneNameAttribute.IsKnown(name) ? TimeZoneInfo.FindSystemTimeZoneById(name) : null;
}

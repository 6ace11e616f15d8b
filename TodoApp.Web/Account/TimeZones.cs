namespace TodoApp.Web.Account;

/// <summary>The zones somebody can choose from.</summary>
internal static class TimeZones
{
    private static readonly HashSet<string> Continents =
        ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    /// <summary>By continent: the zone's name, and the place as people write it.</summary>
    public static IReadOnlyList<(string Continent, IReadOnlyList<(string Zone, string Place)> Zones)> ByContinent { get; } =
    [
        ("World", [("UTC", "UTC")]),
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId)
            .Select(zone => (Zone: zone.Id, Parts: zone.Id.Split('/', 2)))
            .Where(zone => zone.Parts.Length == 2 && Continents.Contains(zone.Parts[0]))
            .GroupBy(zone => zone.Parts[0], zone => (zone.Zone, zone.Parts[1].Replace('_', ' ').Replace("/", " – ", StringComparison.Ordinal)))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<(string, string)>)[.. group.OrderBy(zone => zone.Item2, StringComparer.Ordinal)])),
    ];

    public static bool Contains(string zone) => ByContinent.Any(group => group.Zones.Any(entry => entry.Zone == zone));
}

using System.Globalization;

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>Amounts as Kubernetes writes them: 100m, 1, 256Mi.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] s_units =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024),
        ("m", 0.001m), ("k", 1000m), ("M", 1000m * 1000), ("G", 1000m * 1000 * 1000),
    ];

    public static decimal Parse(string? text)
    {
        if (text is null)
            return 0;

        var (suffix, factor) = s_units.FirstOrDefault(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal), (Suffix: "", Factor: 1m));

        return decimal.Parse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.Number, CultureInfo.InvariantCulture) * factor;
    }
}

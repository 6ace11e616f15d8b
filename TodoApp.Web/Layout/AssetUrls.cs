using Microsoft.AspNetCore.StaticAssets;

namespace TodoApp.Web.Layout;

/// <summary>
/// Addresses of static files with their content's fingerprint in them, so that browsers may keep them for ever.
/// </summary>
internal sealed class AssetUrls(IEnumerable<EndpointDataSource> endpoints)
{
    private readonly Lazy<Dictionary<string, string>> _byName = new(() => endpoints
        .SelectMany(source => source.Endpoints)
        .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
        .OfType<StaticAssetDescriptor>()
        .Select(asset => (asset.Route, Name: asset.Properties.FirstOrDefault(p => p.Name == "label")?.Value))
        .Where(asset => asset.Name is not null)
        .GroupBy(asset => asset.Name!)
        .ToDictionary(group => group.Key, group => "/" + group.First().Route));

    public string this[string name] => _byName.Value.GetValueOrDefault(name, "/" + name);
}

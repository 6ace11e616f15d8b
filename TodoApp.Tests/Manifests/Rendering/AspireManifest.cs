using System.Text.Json;
using System.Text.RegularExpressions;

namespace TodoApp.Tests.Manifests.Rendering;

/// <summary>The AppHost's manifest, with what its placeholders stand for put in their places as Aspirate does it.</summary>
internal sealed partial class AspireManifest(string json, IReadOnlyDictionary<string, string> parameters)
{
    private readonly JsonElement _resources = JsonDocument.Parse(json).RootElement.GetProperty("resources");

    public IEnumerable<string> Names => _resources.EnumerateObject().Select(static resource => resource.Name);

    public string Text(string resource, string property) => _resources.GetProperty(resource).GetProperty(property).GetString()!;

    public bool Has(string resource, string property) => _resources.GetProperty(resource).TryGetProperty(property, out _);

    /// <summary>The elements of an array of a resource, none when it has no such array.</summary>
    public IReadOnlyList<JsonElement> List(string resource, string property) =>
        _resources.GetProperty(resource).TryGetProperty(property, out var array) ? [.. array.EnumerateArray()] : [];

    /// <summary>Its variables, as the manifest has them.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables(string resource) =>
        _resources.GetProperty(resource).TryGetProperty("env", out var env)
            ? [.. env.EnumerateObject().Select(static variable => (variable.Name, variable.Value.GetString()!))]
            : [];

    /// <summary>Its variables as the container gets them; those that come to nothing are left out.</summary>
    public Dictionary<string, string> Environment(string resource) => Variables(resource)
        .Select(variable => KeyValuePair.Create(variable.Name, Resolve(variable.Value)))
        .Where(static variable => variable.Value.Length > 0)
        .ToDictionary();

    /// <summary>Its bindings, with the ports that .NET's images listen on where the manifest leaves them open.</summary>
    public IReadOnlyList<(string Name, int Target, int External)> Bindings(string resource) =>
        _resources.GetProperty(resource).TryGetProperty("bindings", out var bindings)
            ? [.. bindings.EnumerateObject().Select(static binding => (binding.Name, Target(binding), Port(binding.Value, "port")))]
            : [];

    /// <summary>The resources that its variables name, directly or by a connection string.</summary>
    public IEnumerable<string> Uses(string resource) => Variables(resource)
        .SelectMany(variable => Placeholders(variable.Value))
        .Where(other => other != resource && Has(other, "bindings"))
        .Distinct();

    private IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text)
        .Select(static match => match.Groups[1].Value.Split('.'))
        .SelectMany(path => path is [var name, "connectionString"] ? [name, .. Placeholders(Text(name, "connectionString"))] : (string[])[path[0]]);

    private string Resolve(string text) => Placeholder().Replace(text, match => match.Groups[1].Value.Split('.') switch
    {
        [var name, "value"] when parameters.TryGetValue(name, out var value) => value,
        [var name, "connectionString"] => Resolve(Text(name, "connectionString")),
        [var name, "bindings", var binding, var property] => Resolve(name, binding, property),
        _ => throw new InvalidOperationException($"Nothing is known of {match.Value}; manifests/aspirate/settings has the parameters."),
    });

    private string Resolve(string name, string binding, string property)
    {
        var (_, target, external) = Bindings(name).Single(candidate => candidate.Name == binding);

        return property switch
        {
            "host" => name,
            "port" => $"{(external > 0 ? external : target)}",
            "targetPort" => $"{target}",
            // Aspirate knows of no certificates for services, and says nothing.
            "url" when binding == "https" => "",
            "url" => $"http://{name}:{target}",
            _ => throw new InvalidOperationException($"Nothing is known of a binding's {property}."),
        };
    }

    private static int Target(JsonProperty binding) => Port(binding.Value, "targetPort") switch
    {
        0 when binding.Name == "http" => 8080,
        0 when binding.Name == "https" => 8443,
        var port => port,
    };

    private static int Port(JsonElement binding, string property) => binding.TryGetProperty(property, out var port) ? port.GetInt32() : 0;

    [GeneratedRegex(@"\{([a-zA-Z0-9.-]+)\}")]
    private static partial Regex Placeholder();
}

using System.Text.Json;

namespace Aspire.Hosting.Running;

internal sealed record LaunchProfile(string Name, string? ApplicationUrl, IReadOnlyDictionary<string, string> EnvironmentVariables);

/// <summary>Reads Properties/launchSettings.json.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The profile the AppHost itself was started with if the project has one of that name, else its first.</summary>
    public static LaunchProfile? Usual(string projectPath, string? preferred)
    {
        var profiles = Read(projectPath);

        return profiles.FirstOrDefault(profile => profile.Name == preferred) ?? profiles.FirstOrDefault();
    }

    public static LaunchProfile? Named(string projectPath, string? name) => string.IsNullOrEmpty(name)
        ? null
        : Read(projectPath).FirstOrDefault(profile => profile.Name == name)
            ?? throw new DistributedApplicationException($"Launch settings file does not contain '{name}' profile: {projectPath}");

    private static List<LaunchProfile> Read(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return [];

        using var json = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);

        return [.. json.RootElement.GetProperty("profiles").EnumerateObject()
            .Where(static profile => Text(profile.Value, "commandName") == "Project")
            .Select(static profile => new LaunchProfile(profile.Name, Text(profile.Value, "applicationUrl"), Variables(profile.Value)))];
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Dictionary<string, string> Variables(JsonElement profile) =>
        profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(static variable => variable.Name, static variable => variable.Value.GetString() ?? "")
            : [];
}

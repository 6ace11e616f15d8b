using System.Reflection;

namespace Aspire.Hosting.Running;

/// <summary>What the build wrote into the AppHost about itself (Sdk.targets).</summary>
internal static class Metadata
{
    public static string? AppHostDirectory(Assembly? appHost) => Find(appHost, "AppHostProjectPath");

    public static string ProjectAssembly(Assembly? appHost, string projectPath) =>
        Find(appHost, $"ProjectTarget:{Path.GetFileName(projectPath)}") ?? throw new DistributedApplicationException(
            $"The AppHost does not know where '{projectPath}' was built to: is it among its project references?");

    private static string? Find(Assembly? appHost, string key) => appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == key)?.Value;
}

/// <summary>What a run depends on.</summary>
internal sealed record RunSettings(Assembly? AppHost, string AppHostDirectory, bool DisableDashboard);

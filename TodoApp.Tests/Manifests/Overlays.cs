using System.Collections.Concurrent;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>What Kustomize makes of each overlay, built once for all tests.</summary>
internal static class Overlays
{
    private static readonly ConcurrentDictionary<string, Task<string>> s_built = new();

    public static string Folder => Path.Combine(Repository.Root, "manifests", "overlays");

    /// <summary>The one whose database, secrets and way in are other people's; it has tests of its own.</summary>
    public const string Managed = "managed";

    /// <summary>Those that have everything in them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Folder).Select(static path => Path.GetFileName(path)!)
            .Where(static name => !name.StartsWith('.')).Except([Managed]).Order(StringComparer.Ordinal)];

    /// <summary>As one stream of YAML.</summary>
    public static Task<string> BuildAsync(string name) => s_built.GetOrAdd(name, static name => KustomizeAsync($"manifests/overlays/{name}"));

    public static async Task<IReadOnlyList<KubernetesObject>> ObjectsAsync(string name) => KubernetesObject.Parse(await BuildAsync(name));

    /// <summary>An overlay with components that it does not list, as somebody would who adds them; null is the base alone.</summary>
    public static async Task<string> WithAsync(string? name, params string[] components)
    {
        // Kustomize reads nothing from outside the folder of the overlay that is not named by a path relative to it.
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "..", $"{Guid.NewGuid():N}.received.d"));
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "kustomization.yaml"), $"""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: todo
                resources:
                  - ../{(name is null ? "base" : $"overlays/{name}")}
                components:
                {string.Concat(components.Select(static component => $"  - ../components/{component}\n"))}
                """);

            return await KustomizeAsync(Path.GetRelativePath(Repository.Root, folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> KustomizeAsync(string path) => (await Tool.RunAsync("kubectl", "kustomize", path)).Expect();
}

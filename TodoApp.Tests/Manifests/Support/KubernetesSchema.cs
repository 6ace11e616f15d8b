using System.Diagnostics;
using TodoApp.Tests.Mcp;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>
/// The OpenAPI document of Kubernetes 1.36 (kubernetes/kubernetes, api/openapi-spec/swagger.json, Apache License 2.0), to which
/// objects are held with unknown fields refused.
/// </summary>
internal static class KubernetesSchema
{
    private static string Document => Path.Combine(Repository.Root, "TodoApp.Tests", "Manifests", "Support", "kubernetes-1.36.openapi.json.gz");

    /// <summary>Fails unless there is at least one object and every one is as the API wants it.</summary>
    public static async Task AssertValidAsync(string yaml)
    {
        var (objects, flaws) = await CheckAsync(yaml);

        Assert.True(flaws.Count == 0, string.Join('\n', flaws));
        Assert.True(objects > 0, "There is no object in it.");
    }

    /// <summary>How many objects there are, and a line for each flaw.</summary>
    public static async Task<(int Objects, IReadOnlyList<string> Flaws)> CheckAsync(string yaml)
    {
        var start = new ProcessStartInfo(NodePeer.Node, ["kubernetes-schema.mjs", Document]) { WorkingDirectory = NodePeer.Folder };
        var lines = (await Tool.RunAsync(start, yaml)).Expect().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        return (int.Parse(lines[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), lines[..^1]);
    }
}

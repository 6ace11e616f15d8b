using System.Text.Json;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Support;
using YamlDotNet.Serialization;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>Trivy's own checks of objects, without those that <c>manifests/.trivyignore.yaml</c> gives a reason for.</summary>
internal static class Trivy
{
    private static readonly ISerializer s_yaml = new SerializerBuilder().WithQuotingNecessaryStrings(quoteYaml1_1Strings: true).Build();

    /// <summary>A line for each finding that is HIGH or CRITICAL.</summary>
    /// <param name="objects">Each becomes a file named after it, <c>Role-todo-viewer.yaml</c>: what the ignores go by.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyCollection<KubernetesObject> objects)
    {
        var folder = Directory.CreateTempSubdirectory("todoapp-trivy-");
        try
        {
            foreach (var item in objects)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{item.Kind}-{item.Name}.yaml"), s_yaml.Serialize(item.Root.Value));
            var ignores = Path.Combine(Repository.Root, "manifests", ".trivyignore.yaml");
            var report = (await Tool.RunAsync("trivy", "config", "--quiet", "--skip-policy-update", "--ignorefile", ignores,
                "--severity", "HIGH,CRITICAL", "--format", "json", folder.FullName)).Expect();

            return Findings(JsonDocument.Parse(report).RootElement, objects.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> Findings(JsonElement report, int expected)
    {
        var results = report.TryGetProperty("Results", out var all) ? all.EnumerateArray().ToList() : [];
        // A file that it takes for something else is no finding either.
        Assert.True(results.Count == expected, $"Trivy saw {results.Count} objects of {expected}.");

        return [.. from result in results
                   where result.TryGetProperty("Misconfigurations", out _)
                   from finding in result.GetProperty("Misconfigurations").EnumerateArray()
                   select $"{result.GetProperty("Target")} {finding.GetProperty("ID")}: {finding.GetProperty("Message")}"];
    }
}

using System.IO.Enumeration;
using System.Text.Json;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>
/// Trivy's own checks of objects, less what <c>manifests/.trivyignore.yaml</c> gives a reason for. That file is applied here,
/// because the trivy of test machines may be one that knows no paths in it.
/// </summary>
internal static class Trivy
{
    /// <summary>A line for each finding that is HIGH or CRITICAL.</summary>
    /// <param name="objects">Each becomes a file named after it, <c>Role-todo-viewer.yaml</c>: what the ignores go by.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IEnumerable<KubernetesObject> objects)
    {
        var folder = Directory.CreateTempSubdirectory("todoapp-trivy-");
        try
        {
            var texts = objects.Select(static item => (Name: $"{item.Kind}-{item.Name}.yaml", Text: item.Text)).Distinct().ToList();
            foreach (var (index, file) in texts.Index())
            {
                Directory.CreateDirectory(Path.Combine(folder.FullName, $"{index}"));
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{index}", file.Name), file.Text);
            }

            var report = (await Tool.RunAsync("trivy", "config", "--quiet", "--skip-policy-update",
                "--severity", "HIGH,CRITICAL", "--format", "json", folder.FullName)).Expect();

            return Findings(JsonDocument.Parse(report).RootElement, texts.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> Findings(JsonElement report, int expected)
    {
        var results = report.TryGetProperty("Results", out var all) ? all.EnumerateArray().ToList() : [];
        // A file that it takes for something else has no findings either.
        Assert.True(results.Count == expected, $"Trivy saw {results.Count} objects of {expected}.");
        var ignored = Ignored();

        return [.. from result in results
                   where result.TryGetProperty("Misconfigurations", out _)
                   from finding in result.GetProperty("Misconfigurations").EnumerateArray()
                   let file = Path.GetFileName(result.GetProperty("Target").GetString()!)
                   where !ignored.Any(known => known.Id == finding.GetProperty("AVDID").GetString() && FileSystemName.MatchesSimpleExpression(known.File, file))
                   select $"{file} {finding.GetProperty("AVDID")}: {finding.GetProperty("Message")}"];
    }

    private static HashSet<(string Id, string File)> Ignored()
    {
        var file = KubernetesObject.Parse(File.ReadAllText(Path.Combine(Repository.Root, "manifests", ".trivyignore.yaml"))).Single().Root;

        return [.. from entry in file["misconfigurations"].Items
                   where entry["statement"].Text is { Length: > 0 }
                   from path in entry["paths"].Items
                   select (entry["id"].Text!, path.Text!)];
    }
}

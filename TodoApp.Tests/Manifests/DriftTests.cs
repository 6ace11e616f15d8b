using TodoApp.Tests.AppHost;
using TodoApp.Tests.Manifests.Rendering;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>What is deployed follows the AppHost: its manifest and what is rendered of it are committed as they are today.</summary>
[Trait("Kind", "Manifests")]
public sealed class DriftTests
{
    private const string Remedy = "It is not what is rendered today. Run ./todo manifests, or ./todo manifests --render without Aspirate.";

    // Set by ./todo manifests --render.
    private static readonly bool s_write = Environment.GetEnvironmentVariable("TODO_RENDER") == "1";

    public static TheoryData<string> Sets => [.. RenderSettings.Load().Sets.Select(static set => set.Templates)];

    [Fact]
    public async Task The_manifest_is_what_the_AppHost_says_today()
    {
        // Beside the one that is committed, because the paths of projects are relative to it.
        var path = Path.Combine(Path.GetDirectoryName(Renderer.ManifestPath)!, $"{Guid.NewGuid():N}.received.json");
        try
        {
            using var run = AppHostProcess.Start(Path.GetTempPath(), ["--publisher", "manifest", "--output-path", path]);
            Assert.Equal(0, await run.ExitedAsync(TimeSpan.FromSeconds(60)));
            var today = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) + "\n";

            Assert.True(today == await File.ReadAllTextAsync(Renderer.ManifestPath, TestContext.Current.CancellationToken), Remedy);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_is_committed_is_what_the_templates_make_of_it(string templates)
    {
        var set = RenderSettings.Load().Sets.Single(set => set.Templates == templates);
        var folder = Path.Combine(Repository.Root, "manifests", set.Output);
        var rendered = Renderer.Load().Render(set);
        if (s_write)
            Write(folder, rendered);

        Assert.NotEmpty(rendered);
        Assert.Equal(rendered.Keys, FilesIn(folder));
        Assert.All(rendered, file => Assert.True(file.Value == File.ReadAllText(Path.Combine(folder, file.Key)), $"{file.Key}: {Remedy}"));
    }

    private static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}

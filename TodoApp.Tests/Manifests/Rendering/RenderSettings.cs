using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Rendering;

/// <summary>A folder of templates, where its output goes, and whether each resource becomes one file there or a folder.</summary>
/// <param name="Templates">A folder in <c>manifests/aspirate</c>.</param>
/// <param name="Output">From <c>manifests</c>.</param>
/// <param name="Layout"><c>tree</c>, as Aspirate lays it out, or <c>file</c>.</param>
internal sealed record TemplateSet(string Templates, string Output, string Layout);

/// <summary>What Aspirate is told: <c>manifests/aspirate/settings</c>.</summary>
internal sealed class RenderSettings
{
    private RenderSettings(IEnumerable<string> lines)
    {
        foreach (var words in lines.Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line.Split(' ')))
            Read(words);
    }

    public List<string> Components { get; } = [];

    public Dictionary<string, string> Parameters { get; } = [];

    public List<TemplateSet> Sets { get; } = [];

    public static RenderSettings Load() =>
        new(File.ReadAllLines(Path.Combine(Repository.Root, "manifests", "aspirate", "settings")));

    private void Read(string[] words)
    {
        switch (words)
        {
            case ["component", var name]:
                Components.Add(name);
                break;
            case ["parameter", var name, .. var value]:
                Parameters.Add(name, value is [var given] ? given : "");
                break;
            case ["set", var templates, var output, "tree" or "file"]:
                Sets.Add(new(templates, output, words[3]));
                break;
            default:
                throw new InvalidOperationException($"manifests/aspirate/settings: '{string.Join(' ', words)}' is not understood.");
        }
    }
}

using HandlebarsDotNet;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Rendering;

/// <summary>
/// Renders the AppHost's manifest with our templates as Aspirate 9.1.0 does, so that tests can hold what is committed to it on
/// machines that cannot have Aspirate. manifests/README.md says when the two were last compared.
/// </summary>
internal sealed class Renderer(AspireManifest manifest, RenderSettings settings)
{
    private const string Namespace = "todo";

    /// <summary>The manifest that is committed.</summary>
    public static string ManifestPath => Path.Combine(Repository.Root, "manifests", "aspire-manifest.json");

    /// <summary>With what is committed.</summary>
    public static Renderer Load()
    {
        var settings = RenderSettings.Load();

        return new(new(File.ReadAllText(ManifestPath), settings.Parameters), settings);
    }

    /// <summary>The files of a set, by their paths in its output folder.</summary>
    public IReadOnlyDictionary<string, string> Render(TemplateSet set)
    {
        var templates = Path.Combine(Repository.Root, "manifests", "aspirate", set.Templates, "templates");
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in manifest.Names.Where(settings.Components.Contains))
        {
            var data = DataOf(name);
            if (set.Layout == "file")
            {
                files[$"{name}.yaml"] = string.Join("---\n", data.Manifests.Select(part => Render(templates, part, data)));
                continue;
            }

            foreach (var part in data.Manifests.Append("kustomization.yaml"))
                files[$"{name}/{part}"] = Render(templates, part, data);
        }

        if (set.Layout == "tree")
            AddFinal(files, templates);

        return files;
    }

    private void AddFinal(SortedDictionary<string, string> files, string templates)
    {
        var data = new TemplateData
        {
            Namespace = Namespace,
            Manifests = [.. manifest.Names.Where(settings.Components.Contains), "namespace.yaml"],
        };
        foreach (var name in (string[])["namespace.yaml", "kustomization.yaml"])
            files[name] = Render(templates, name, data);
    }

    private TemplateData DataOf(string name)
    {
        var isProject = manifest.Text(name, "type") == "project.v0";
        var volumes = manifest.List(name, "volumes")
            .Select(static volume => new TemplateVolume(volume.GetProperty("name").GetString()!, volume.GetProperty("target").GetString()!)).ToList();

        return new()
        {
            Name = name,
            IsProject = isProject,
            ContainerImage = isProject ? $"todo/{name}:{Product.Version}" : manifest.Text(name, "image"),
            Env = manifest.Environment(name),
            Args = [.. manifest.List(name, "args").Select(static arg => arg.GetString()!)],
            Volumes = volumes,
            Ports = [.. manifest.Bindings(name).Select(static binding => new TemplatePort(binding.Name, binding.Target, binding.External))],
            Manifests = [volumes.Count > 0 ? "statefulset.yaml" : "deployment.yaml", "service.yaml"],
        };
    }

    private static string Render(string templates, string manifest, TemplateData data) =>
        Handlebars.Compile(File.ReadAllText(Path.Combine(templates, Path.ChangeExtension(manifest, ".hbs"))))(data);
}

using System.Collections.Concurrent;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>A way to install the chart: the release, and what helm is told about values.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Release">The release's name.</param>
/// <param name="Values">Arguments of helm, such as <c>--set</c> and its value.</param>
internal sealed record Combination(string Name, string Release, params string[] Values)
{
    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>What helm makes of the chart, each combination once for all tests.</summary>
internal static class Chart
{
    /// <summary>Kinds that are not Kubernetes' own, so its API document cannot speak for them.</summary>
    public static readonly IReadOnlyList<string> Foreign = ["HTTPRoute", "Certificate"];

    private static readonly ConcurrentDictionary<(string Combination, bool Upgrade), Task<string>> s_rendered = new();

    public static string Folder => Path.Combine(Repository.Root, "manifests", "helm", "todo");

    /// <summary>The files with values, the defaults among them.</summary>
    public static IReadOnlyList<string> ValuesFiles { get; } =
        [.. Directory.GetFiles(Folder, "values*.yaml").Select(static path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static Combination WithFile(string file) => new(file, "todo", "--values", $"manifests/helm/todo/{file}");

    /// <summary>As one stream of YAML, as an installation or as an upgrade.</summary>
    public static Task<string> RenderAsync(Combination combination, bool upgrade = false) =>
        s_rendered.GetOrAdd((combination.Name, upgrade), async _ => (await TryAsync(combination, upgrade)).Expect());

    /// <summary>What is the chart's own; its subcharts have tests of theirs.</summary>
    public static async Task<IReadOnlyList<KubernetesObject>> ObjectsAsync(Combination combination, bool upgrade = false) => KubernetesObject.Parse(
        string.Join("\n---", Documents(await RenderAsync(combination, upgrade)).Where(static text => !text.Contains("# Source: todo/charts/", StringComparison.Ordinal))));

    /// <summary>What helm says to it, well or not.</summary>
    public static Task<ToolResult> TryAsync(Combination combination, bool upgrade = false) => Tool.RunAsync(
        "helm", ["template", combination.Release, "manifests/helm/todo", "--namespace", "todo", .. upgrade ? ["--is-upgrade"] : (string[])[], .. combination.Values]);

    /// <summary>The documents of a stream that Kubernetes' own API takes.</summary>
    public static IEnumerable<string> Own(string yaml) => Documents(yaml)
        .Where(static document => !Foreign.Any(kind => document.Contains($"\nkind: {kind}\n", StringComparison.Ordinal)));

    /// <summary>What an object of a hook says about when it is made; empty for one that is no hook.</summary>
    public static string Hook(this KubernetesObject item) => item.Root["metadata"]["annotations"]["helm.sh/hook"].Text ?? "";

    private static string[] Documents(string yaml) => $"\n{yaml}".Split("\n---", StringSplitOptions.RemoveEmptyEntries);
}

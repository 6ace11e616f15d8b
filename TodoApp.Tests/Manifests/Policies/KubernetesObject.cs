using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>An object as it would be applied.</summary>
/// <param name="Root">What it says.</param>
/// <param name="Text">As it is written: only there do a number and a text of digits differ.</param>
internal sealed partial record KubernetesObject(Node Root, string Text)
{
    private static readonly IDeserializer s_yaml = new DeserializerBuilder().Build();

    public string Kind => Root["kind"].Text ?? "";

    public string Name => Root["metadata"]["name"].Text ?? "";

    public Node Spec => Root["spec"];

    /// <summary>Of what kind and called what, for people.</summary>
    public string Title => $"{Kind}/{Name}";

    /// <summary>The pods that it makes; nothing for what makes none.</summary>
    public Node Pod => Kind switch
    {
        "Pod" => Root,
        "CronJob" => Spec["jobTemplate"]["spec"]["template"],
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" => Spec["template"],
        _ => default,
    };

    /// <summary>Whether its pods are to run until they are told to stop.</summary>
    public bool RunsOn => Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet";

    public Dictionary<string, string> PodLabels => Pod["metadata"]["labels"].Texts;

    public IEnumerable<Node> Containers => Pod["spec"]["containers"].Items;

    public IEnumerable<Node> AllContainers => Pod["spec"]["initContainers"].Items.Concat(Containers);

    public int Replicas => int.Parse(Spec["replicas"].Text ?? "1", CultureInfo.InvariantCulture);

    /// <summary>Reads a stream of documents; empty ones are left out.</summary>
    public static IReadOnlyList<KubernetesObject> Parse(string yaml) =>
        [.. Separator().Split(yaml).Select(static text => (Root: Read(text), Text: text)).Where(static item => item.Root is not null)
            .Select(static item => new KubernetesObject(new(item.Root), item.Text))];

    private static object? Read(string text) =>
        s_yaml.Deserialize<object?>(new MergingParser(new Parser(new StringReader(text)))) as IDictionary<object, object?>;

    [GeneratedRegex("^---.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}

using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>An object as it would be applied.</summary>
internal sealed record KubernetesObject(Node Root)
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
    public static IReadOnlyList<KubernetesObject> Parse(string yaml)
    {
        var parser = new MergingParser(new Parser(new StringReader(yaml)));
        var objects = new List<KubernetesObject>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            if (s_yaml.Deserialize<object?>(parser) is IDictionary<object, object?> document)
                objects.Add(new(new Node(document)));
        }

        return objects;
    }
}

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>What every pod and container has to be, whoever wrote it.</summary>
internal static class PodPolicy
{
    // Those of the level "restricted".
    private static readonly string[] s_volumes =
        ["name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] s_schemes = ["HTTP", "HTTPS"];

    /// <summary>A line for each flaw.</summary>
    public static IEnumerable<string> Check(IEnumerable<KubernetesObject> objects) => objects
        .Where(static item => item.Pod.Exists)
        .SelectMany(static item => Pod(item.Pod["spec"])
            .Concat(item.AllContainers.SelectMany(container => Container(item, container)))
            .Select(flaw => $"{item.Title}: {flaw}"));

    private static IEnumerable<string> Pod(Node pod)
    {
        if (!pod["automountServiceAccountToken"].Is("false"))
            yield return "has a token of its service account";
        if (pod["serviceAccountName"].Text is null or "default")
            yield return "has no service account of its own";
        if (!pod["enableServiceLinks"].Is("false"))
            yield return "gets variables for each service of the namespace";
        foreach (var name in (string[])["hostNetwork", "hostPID", "hostIPC"])
        {
            if (pod[name].Is("true"))
                yield return $"has {name}";
        }

        foreach (var volume in pod["volumes"].Items)
        {
            foreach (var kind in volume.Entries.Where(static entry => !s_volumes.Contains(entry.Key)))
                yield return $"volume {volume["name"].Text} is a {kind.Key}";
            if (volume["emptyDir"].Exists && !volume["emptyDir"]["sizeLimit"].Exists)
                yield return $"volume {volume["name"].Text} has no limit";
        }
    }

    private static IEnumerable<string> Container(KubernetesObject item, Node container) =>
        Security(item.Pod["spec"]["securityContext"], container["securityContext"])
            .Concat(Resources(container["resources"]))
            .Concat(Image(container["image"].Text ?? ""))
            .Concat(item.RunsOn && item.Containers.Contains(container) ? Probes(container) : [])
            .Select(flaw => $"container {container["name"].Text}: {flaw}");

    private static IEnumerable<string> Security(Node pod, Node container)
    {
        Node Setting(string name) => container[name].Exists ? container[name] : pod[name];

        if (!Setting("runAsNonRoot").Is("true") || Setting("runAsUser").Text is null or "0")
            yield return "may run as root";
        if (!Setting("seccompProfile")["type"].Is("RuntimeDefault"))
            yield return "has no seccomp profile";
        if (!container["readOnlyRootFilesystem"].Is("true"))
            yield return "may write to its image";
        if (!container["allowPrivilegeEscalation"].Is("false"))
            yield return "may gain privileges";
        if (container["privileged"].Is("true"))
            yield return "is privileged";
        if (container["capabilities"]["drop"].Items.All(static item => !item.Is("ALL")) || container["capabilities"]["add"].Exists)
            yield return "has capabilities";
    }

    private static IEnumerable<string> Resources(Node resources) =>
        from side in (string[])["requests", "limits"]
        from name in (string[])["cpu", "memory"]
        where !resources[side][name].Exists
        select $"has no {side} of {name}";

    private static IEnumerable<string> Image(string image)
    {
        var tag = image.Split('@')[0].Split('/')[^1].Split(':').ElementAtOrDefault(1);
        if (!image.Contains('@', StringComparison.Ordinal) && tag is null or "" or "latest")
            yield return $"its image {image} may change under it";
    }

    private static IEnumerable<string> Probes(Node container)
    {
        foreach (var name in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
        {
            if (!container[name].Exists)
                yield return $"has no {name}";
            if (container[name]["httpGet"] is { Exists: true } get && !s_schemes.Contains(get["scheme"].Text ?? "HTTP"))
                yield return $"its {name} has a scheme that the API refuses";
        }
    }
}

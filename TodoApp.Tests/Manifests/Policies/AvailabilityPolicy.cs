namespace TodoApp.Tests.Manifests.Policies;

/// <summary>What is there more than once stays there while nodes are drained and versions replaced.</summary>
internal static class AvailabilityPolicy
{
    /// <summary>The workloads that have, or may grow to, more than one pod.</summary>
    public static IReadOnlyList<KubernetesObject> Replicated(IReadOnlyCollection<KubernetesObject> objects) =>
        [.. objects.Where(item => item.Kind is "Deployment" or "StatefulSet" && Most(item, objects) > 1)];

    /// <summary>How many pods a workload has at the most, the ones that take over from others left aside.</summary>
    public static int Most(KubernetesObject workload, IEnumerable<KubernetesObject> objects) => objects
        .Where(item => item.Kind == "HorizontalPodAutoscaler" && item.Spec["scaleTargetRef"]["name"].Is(workload.Name)
            && item.Spec["scaleTargetRef"]["kind"].Is(workload.Kind))
        .Select(static item => int.Parse(item.Spec["maxReplicas"].Text!, System.Globalization.CultureInfo.InvariantCulture))
        .FirstOrDefault(workload.Replicas);

    /// <summary>A line for each flaw.</summary>
    public static IEnumerable<string> Check(IReadOnlyCollection<KubernetesObject> objects)
    {
        foreach (var workload in Replicated(objects))
        {
            var budgets = objects.Count(item => item.Kind == "PodDisruptionBudget" && Labels.Match(item.Spec["selector"], workload.PodLabels));
            // Two would be refused when a pod is evicted.
            if (budgets != 1)
                yield return $"{workload.Title} has {budgets} disruption budgets";
            if (workload.Kind == "Deployment" && !workload.Spec["strategy"]["rollingUpdate"]["maxUnavailable"].Is("0"))
                yield return $"{workload.Title} has fewer pods while they are replaced";
            if (!workload.Pod["spec"]["topologySpreadConstraints"].Exists || !workload.Pod["spec"]["affinity"]["podAntiAffinity"].Exists)
                yield return $"{workload.Title} may have all its pods on one node";
        }
    }
}

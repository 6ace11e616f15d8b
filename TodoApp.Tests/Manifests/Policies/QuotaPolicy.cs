namespace TodoApp.Tests.Manifests.Policies;

/// <summary>Everything fits the quota at its largest: all replicas, those that take over from others, and each job once.</summary>
internal static class QuotaPolicy
{
    /// <summary>What would be used of each thing that the quota limits.</summary>
    public static IReadOnlyDictionary<string, decimal> Largest(IReadOnlyCollection<KubernetesObject> objects)
    {
        var used = new Dictionary<string, decimal>();
        void Add(string what, decimal amount) => used[what] = used.GetValueOrDefault(what) + amount;

        foreach (var item in objects.Where(static item => item.Pod.Exists))
        {
            var pods = Pods(item, objects);
            Add("pods", pods);
            foreach (var (side, name, amount) in item.Containers.SelectMany(Amounts))
                Add($"{side}.{name}", amount * pods);
        }

        foreach (var storage in objects.SelectMany(Claims))
        {
            Add("persistentvolumeclaims", 1);
            Add("requests.storage", storage);
        }

        foreach (var service in objects.Where(static item => item.Kind == "Service"))
            Add("services." + service.Spec["type"].Text switch { "LoadBalancer" => "loadbalancers", "NodePort" => "nodeports", _ => "inside" }, 1);

        return used;
    }

    /// <summary>A line for each flaw.</summary>
    public static IEnumerable<string> Check(IReadOnlyCollection<KubernetesObject> objects)
    {
        var used = Largest(objects);

        return from quota in objects
               where quota.Kind == "ResourceQuota"
               from hard in quota.Spec["hard"].Entries
               let needed = used.GetValueOrDefault(hard.Key)
               where needed > Quantity.Parse(hard.Value.Text)
               select $"{quota.Title}: {hard.Key} is {hard.Value.Text}, and {needed} may be needed";
    }

    private static int Pods(KubernetesObject item, IReadOnlyCollection<KubernetesObject> objects) => item.Kind switch
    {
        "Deployment" => AvailabilityPolicy.Most(item, objects) + (int)Quantity.Parse(item.Spec["strategy"]["rollingUpdate"]["maxSurge"].Text ?? "1"),
        "StatefulSet" => AvailabilityPolicy.Most(item, objects),
        _ => 1,
    };

    private static IEnumerable<(string Side, string Name, decimal Amount)> Amounts(Node container) =>
        from side in (string[])["requests", "limits"]
        from entry in container["resources"][side].Entries
        select (side, entry.Key, Quantity.Parse(entry.Value.Text));

    private static IEnumerable<decimal> Claims(KubernetesObject item) => item.Kind switch
    {
        "PersistentVolumeClaim" => [Quantity.Parse(item.Spec["resources"]["requests"]["storage"].Text)],
        "StatefulSet" => item.Spec["volumeClaimTemplates"].Items
            .Select(claim => Quantity.Parse(claim["spec"]["resources"]["requests"]["storage"].Text) * item.Replicas),
        _ => [],
    };
}

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>
/// Who may talk to whom by the network policies, as <c>web → api:8080</c>. Pods are called by their component, others by what
/// the policy says: <c>namespace ingress-nginx</c>, an address, <c>anyone</c>.
/// </summary>
internal sealed class NetworkEdges
{
    private readonly List<KubernetesObject> _pods;
    private readonly List<KubernetesObject> _policies;

    private NetworkEdges(IReadOnlyCollection<KubernetesObject> objects)
    {
        _pods = [.. objects.Where(static item => item.Pod.Exists)];
        _policies = [.. objects.Where(static item => item.Kind == "NetworkPolicy")];
    }

    /// <summary>All of them, in order. One between two pods has to be allowed by both sides, or it ends in a question mark.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<KubernetesObject> objects)
    {
        var all = new NetworkEdges(objects);
        var sent = all._pods.SelectMany(pod => all.Allowed(pod, "Egress", "to", static (self, peer) => $"{self} → {peer}")).ToHashSet();
        var taken = all._pods.SelectMany(pod => all.Allowed(pod, "Ingress", "from", static (self, peer) => $"{peer} → {self}")).ToHashSet();
        var components = all._pods.Select(Component).ToHashSet();

        return [.. sent.Union(taken).Select(edge => IsInside(edge, components) && !(sent.Contains(edge) && taken.Contains(edge)) ? $"{edge}?" : edge)
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsInside(string edge, HashSet<string> components) =>
        edge.Split(" → ") is [var from, var to] && components.Contains(from) && components.Contains(to.Split(':')[0]);

    private static string Component(KubernetesObject item) => item.PodLabels.GetValueOrDefault("app.kubernetes.io/component", item.Name);

    private IEnumerable<string> Allowed(KubernetesObject pod, string direction, string side, Func<string, string, string> edge)
    {
        var self = Component(pod);
        var selecting = _policies.Where(policy => Labels.Match(policy.Spec["podSelector"], pod.PodLabels)
            && policy.Spec["policyTypes"].Items.Any(type => type.Is(direction))).ToList();
        if (selecting.Count == 0)
            return [edge(self, "anyone")];

        return from policy in selecting
               from rule in policy.Spec[direction.ToLowerInvariant()].Items
               from port in Ports(rule)
               from peer in rule[side].Exists ? rule[side].Items.SelectMany(Peers) : ["anyone"]
               select direction == "Egress" ? $"{edge(self, peer)}:{port}" : $"{edge(self, peer)}:{port}";
    }

    private static IEnumerable<string> Ports(Node rule) =>
        rule["ports"].Exists ? rule["ports"].Items.Select(static port => port["port"].Text ?? "*") : ["*"];

    private IEnumerable<string> Peers(Node peer)
    {
        if (peer["ipBlock"].Exists)
            return [peer["ipBlock"]["cidr"].Text!];
        if (peer["namespaceSelector"].Exists)
            return [$"namespace {string.Join(',', peer["namespaceSelector"]["matchLabels"].Texts.Values.DefaultIfEmpty("any"))}"];

        return _pods.Where(pod => Labels.Match(peer["podSelector"], pod.PodLabels)).Select(Component).Distinct();
    }
}

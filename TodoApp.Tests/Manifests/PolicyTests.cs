using TodoApp.Tests.Manifests.Policies;

namespace TodoApp.Tests.Manifests;

/// <summary>That the policies would notice: each flaw here is put into what is deployed.</summary>
[Trait("Kind", "Manifests")]
public sealed class PolicyTests
{
    [Theory]
    [InlineData("runAsNonRoot: true", "runAsNonRoot: false", "may run as root")]
    [InlineData("runAsUser: 1654", "runAsUser: 0", "may run as root")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "may write to its image")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "may gain privileges")]
    [InlineData("type: RuntimeDefault", "type: Unconfined", "has no seccomp profile")]
    [InlineData("- ALL", "- KILL", "has capabilities")]
    [InlineData("memory: 256Mi", "hugepages-2Mi: 2Mi", "has no limits of memory")]
    [InlineData("startupProbe:", "otherProbe:", "has no startupProbe")]
    [InlineData("scheme: HTTP", "scheme: http", "has a scheme that the API refuses")]
    [InlineData("image: docker.io/library/postgres:17.6", "image: docker.io/library/postgres", "may change under it")]
    [InlineData("image: docker.io/library/postgres:17.6", "image: localhost:5000/postgres:latest", "may change under it")]
    [InlineData("automountServiceAccountToken: false", "automountServiceAccountToken: true", "has a token of its service account")]
    [InlineData("sizeLimit: 128Mi", "medium: Memory", "has no limit")]
    public async Task A_pod_that_is_not_hardened_is_noticed(string right, string wrong, string flaw) =>
        Assert.Contains(PodPolicy.Check(await With(right, wrong)), line => line.EndsWith(flaw, StringComparison.Ordinal));

    [Theory]
    [InlineData("value: $(JWT_SIGNING_KEY)", "value: made-up", "Auth__SigningKey may be a secret")]
    [InlineData("Password=$(APP_DB_PASSWORD)", "Password=made-up", "ConnectionStrings__tododb may be a secret")]
    [InlineData("name: JWT_SIGNING_KEY", "name: JWT_OTHER_KEY", "which is not defined before it")]
    [InlineData("name: OTEL_SERVICE_NAME", "name: HTTP_PORTS", "is there twice")]
    [InlineData("- postgres\n", "- --password=made-up-by-somebody\n", "may be a secret")]
    [InlineData("Mcp__PublicUrl: https://", "Mcp__PublicUrl: https://me:made-up@", "Mcp__PublicUrl may be a secret")]
    public async Task A_secret_in_the_open_is_noticed(string right, string wrong, string flaw) =>
        Assert.Contains(SecretPolicy.Check(await With(right, wrong)), line => line.Contains(flaw, StringComparison.Ordinal));

    [Theory]
    [InlineData("kind: PodDisruptionBudget", "kind: Other", "disruption budgets")]
    [InlineData("maxUnavailable: 0", "maxUnavailable: 1", "has fewer pods while they are replaced")]
    [InlineData("topologySpreadConstraints:", "other:", "may have all its pods on one node")]
    public async Task A_workload_that_may_go_away_at_once_is_noticed(string right, string wrong, string flaw) =>
        Assert.Contains(AvailabilityPolicy.Check(await With(right, wrong)), line => line.EndsWith(flaw, StringComparison.Ordinal));

    [Theory]
    [InlineData("limits.cpu: \"32\"", "limits.cpu: \"3\"", "limits.cpu is 3")]
    [InlineData("pods: \"40\"", "pods: \"4\"", "pods is 4")]
    [InlineData("type: ClusterIP", "type: NodePort", "services.nodeports is 0")]
    public async Task What_does_not_fit_the_quota_is_noticed(string right, string wrong, string flaw) =>
        Assert.Contains(QuotaPolicy.Check(await With(right, wrong)), line => line.Contains(flaw, StringComparison.Ordinal));

    [Theory]
    [InlineData("kind: NetworkPolicy", "kind: Other", "web → anyone")]
    [InlineData("podSelector: {}\n  policyTypes", "podSelector: {}\n  egress: [{}]\n  ingress: [{}]\n  policyTypes", "web → anyone:*")]
    [InlineData("kubernetes.io/metadata.name: ingress-nginx", "kubernetes.io/metadata.name: default", "namespace default → web:8080")]
    [InlineData("port: 5432\n      protocol: TCP\n    to:", "port: 5433\n      protocol: TCP\n    to:", "api → postgres:5433?")]
    public async Task A_way_through_the_network_that_nobody_asked_for_is_noticed(string right, string wrong, string edge) =>
        Assert.Contains(edge, NetworkEdges.Of(await With(right, wrong)));

    private static async Task<IReadOnlyList<KubernetesObject>> With(string right, string wrong)
    {
        var yaml = await Overlays.BuildAsync("production");
        Assert.Contains(right, yaml, StringComparison.Ordinal);

        return KubernetesObject.Parse(yaml.Replace(right, wrong, StringComparison.Ordinal));
    }
}

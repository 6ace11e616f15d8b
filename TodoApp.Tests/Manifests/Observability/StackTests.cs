using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>What watches the product is as hardened as the product, and the same whether Kustomize or Helm brings it.</summary>
[Trait("Kind", "Manifests")]
public sealed class StackTests
{
    /// <summary>Exceptions, each with its reason in the manifest.</summary>
    private static readonly string[] s_justified =
    [
        "StatefulSet/prometheus: has a token of its service account",
        "Deployment/kube-state-metrics: has a token of its service account",
        "DaemonSet/fluent-bit: container fluent-bit: may run as root",
        "DaemonSet/fluent-bit: volume logs is a hostPath",
        "DaemonSet/fluent-bit: volume docker is a hostPath",
    ];

    [Theory]
    [InlineData("monitoring", 30)]
    [InlineData("logging", 20)]
    [InlineData("dashboard", 4)]
    public async Task Every_object_is_as_kubernetes_wants_it(string stack, int count)
    {
        var yaml = await BuildAsync(stack);

        Assert.Equal(count, KubernetesObject.Parse(yaml).Count);
        await KubernetesSchema.AssertValidAsync(yaml);
    }

    [Fact]
    public async Task Every_pod_is_hardened_but_where_it_says_why()
    {
        var objects = await AllAsync();

        Assert.Equal(s_justified.Order(StringComparer.Ordinal), PodPolicy.Check(objects).Order(StringComparer.Ordinal));
        Assert.Empty(SecretPolicy.Check(objects));
        Assert.All(objects.Where(o => o.Kind == "DaemonSet"), o =>
            Assert.All(o.Containers.SelectMany(c => c["volumeMounts"].Items).Where(m => !m["name"].Is("state")), m => Assert.True(m["readOnly"].Is("true"))));
    }

    [Fact]
    public async Task Trivy_finds_nothing_of_weight_but_what_is_justified()
    {
        // KSV: runs as root, hostPath; each in Fluent Bit, whose manifest says why.
        var findings = await Trivy.CheckAsync(await AllAsync());

        Assert.All(findings, f => Assert.StartsWith("DaemonSet-fluent-bit.yaml", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("monitoring")]
    [InlineData("logging")]
    public async Task Helm_brings_the_same_objects_as_kustomize(string stack)
    {
        var plain = KubernetesObject.Parse(await BuildAsync(stack));
        var chart = KubernetesObject.Parse(await TemplateAsync(stack));

        Assert.Equal(plain.Select(Key).Order(StringComparer.Ordinal), chart.Select(Key).Order(StringComparer.Ordinal));
        foreach (var (mine, theirs) in plain.OrderBy(Key, StringComparer.Ordinal).Zip(chart.OrderBy(Key, StringComparer.Ordinal)))
        {
            Assert.Equal(mine.Root["data"].Texts, theirs.Root["data"].Texts);
            Assert.Equal(mine.AllContainers.Select(c => c["image"].Text), theirs.AllContainers.Select(c => c["image"].Text));
        }
    }

    [Fact]
    public async Task A_chart_elsewhere_has_its_own_names_everywhere()
    {
        var yaml = await TemplateAsync("monitoring", "--namespace", "prod", "--set", "namespace=watch,images.grafana=mirror.invalid/grafana:1.2.3,storage.prometheus.size=20Gi,dashboard.enabled=true");

        await KubernetesSchema.AssertValidAsync(yaml);
        Assert.DoesNotContain("todo-monitoring", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("namespace: todo\n", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("namespace=\\\"todo\\\"", yaml, StringComparison.Ordinal);
        Assert.Contains("image: mirror.invalid/grafana:1.2.3", yaml, StringComparison.Ordinal);
        Assert.Contains("storage: 20Gi", yaml, StringComparison.Ordinal);
        Assert.Contains(KubernetesObject.Parse(yaml), o => o.Title == "Deployment/dashboard");
    }

    [Fact]
    public async Task Services_push_to_what_is_there()
    {
        var objects = KubernetesObject.Parse(await Overlays.WithAsync("minikube", "monitoring"));
        var services = KubernetesObject.Parse(await BuildAsync("monitoring")).Where(o => o.Kind == "Service").Select(o => o.Name);

        var endpoints = objects.Where(o => o.Kind == "Deployment").SelectMany(o => o.Containers).SelectMany(c => c["env"].Items)
            .Where(e => e["name"].Is("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")).Select(e => new Uri(e["value"].Text!)).ToList();
        Assert.Equal(2, endpoints.Count);
        Assert.All(endpoints, e => Assert.Equal(("prometheus.todo-monitoring.svc", 9090, "/api/v1/otlp/v1/metrics"), (e.Host, e.Port, e.AbsolutePath)));
        Assert.Contains("prometheus", services);
        Assert.Empty(SecretPolicy.Check(KubernetesObject.Parse(await Overlays.WithAsync("minikube", "dashboard"))));
    }

    internal static async Task<string> BuildAsync(string stack) => (await Tool.RunAsync("kubectl", "kustomize", $"manifests/{stack}")).Expect();

    private static async Task<List<KubernetesObject>> AllAsync() =>
        [.. (await Task.WhenAll(BuildAsync("monitoring"), BuildAsync("logging"), BuildAsync("dashboard"))).SelectMany(KubernetesObject.Parse)];

    private static async Task<string> TemplateAsync(string stack, params string[] arguments) =>
        (await Tool.RunAsync("helm", ["template", "todo", $"manifests/helm/todo/charts/{stack}", "--namespace", "todo", .. arguments])).Expect();

    // Kustomize puts a hash behind the names of ConfigMaps.
    private static string Key(KubernetesObject o) =>
        $"{o.Kind} {o.Root["metadata"]["namespace"].Text} {(o.Kind == "ConfigMap" && o.Name.Length > 11 && o.Name[^11] == '-' && o.Name[^10..].Any(char.IsDigit) ? o.Name[..^11] : o.Name)}";
}

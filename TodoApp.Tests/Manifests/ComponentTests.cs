using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>The components that no overlay lists: for those who add them.</summary>
[Trait("Kind", "Manifests")]
public sealed class ComponentTests
{
    public static IReadOnlyList<string> Extra => ["canary", "external-database", "language-model"];

    public static TheoryData<string> Extras => [.. Extra];

    [Theory]
    [MemberData(nameof(Extras))]
    public async Task It_goes_with_production_and_breaks_no_rule(string component)
    {
        var yaml = await Overlays.WithAsync("production", component);
        var objects = KubernetesObject.Parse(yaml);

        await KubernetesSchema.AssertValidAsync(yaml);
        Assert.Empty(PodPolicy.Check(objects).Concat(SecretPolicy.Check(objects)).Concat(AvailabilityPolicy.Check(objects)).Concat(QuotaPolicy.Check(objects)));
    }

    [Fact]
    public async Task A_canary_is_reached_by_its_own_share_of_requests_only()
    {
        var objects = KubernetesObject.Parse(await Overlays.WithAsync("production", "canary"));
        var pods = objects.Where(static item => item.Kind == "Deployment").ToList();

        Assert.Equal(["api", "api-canary", "web", "web-canary"], pods.Select(static item => item.Name).Order());
        foreach (var service in objects.Where(static item => item.Kind == "Service" && !item.Name.StartsWith("postgres", StringComparison.Ordinal)))
            Assert.Equal(service.Name, Assert.Single(pods, pod => service.Spec["selector"].Texts.All(pod.PodLabels.Contains)).Name);
        foreach (var pod in pods)
            Assert.Single(pods, other => Labels.Match(pod.Spec["selector"], other.PodLabels));
    }

    [Fact]
    public async Task The_canarys_ingress_has_the_hosts_and_paths_of_the_other_one()
    {
        var objects = KubernetesObject.Parse(await Overlays.WithAsync("production", "canary"));
        string Routes(string name) => string.Join('\n', objects.Single(item => item.Title == $"Ingress/{name}").Spec["rules"].Items.SelectMany(static rule =>
            rule["http"]["paths"].Items.Select(path => $"{rule["host"].Text}{path["path"].Text} {path["backend"]["service"]["name"].Text!.Replace("-canary", "", StringComparison.Ordinal)}")));

        Assert.Contains("todo.example.com/api api", Routes("todo"), StringComparison.Ordinal);
        Assert.Equal(Routes("todo"), Routes("todo-canary"));
    }

    [Fact]
    public async Task With_a_database_elsewhere_nothing_of_our_own_is_left()
    {
        var objects = KubernetesObject.Parse(await Overlays.WithAsync("production", "external-database"));

        Assert.Equal(["api", "migrate", "web"], objects.Where(static item => item.Pod.Exists).Select(static item => item.Name).Order());
        Assert.DoesNotContain(objects, static item => item.Name.StartsWith("postgres", StringComparison.Ordinal) || item.Name.StartsWith("backup", StringComparison.Ordinal));
        Assert.DoesNotContain(objects.SelectMany(static item => item.Pod["spec"]["volumes"].Items), static volume => volume["secret"].Exists);
        var edges = NetworkEdges.Of(objects);
        Assert.Contains("api → 0.0.0.0/0:5432", edges);
        Assert.Contains("migrate → 0.0.0.0/0:5432", edges);
        Assert.DoesNotContain(edges, static edge => edge.Contains("postgres", StringComparison.Ordinal));
    }
}

using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>Every overlay, as it would be applied.</summary>
[Trait("Kind", "Manifests")]
public sealed class OverlayTests
{
    public static TheoryData<string> Names => [.. Overlays.Names];

    [Fact]
    public void There_is_an_overlay_for_each_place() =>
        Assert.Superset(new HashSet<string> { "minikube", "staging", "production" }, Overlays.Names.ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_object_is_as_the_api_of_Kubernetes_wants_it(string overlay) =>
        await KubernetesSchema.AssertValidAsync(await Overlays.BuildAsync(overlay));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_pod_is_hardened(string overlay)
    {
        var objects = await Overlays.ObjectsAsync(overlay);

        Assert.Superset(new HashSet<string> { "api", "web", "postgres", "migrate", "backup" }, objects.Where(static item => item.Pod.Exists).Select(static item => item.Name).ToHashSet());
        Assert.Empty(PodPolicy.Check(objects));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_secret_stands_outside_a_Secret_and_none_is_committed(string overlay)
    {
        var objects = await Overlays.ObjectsAsync(overlay);

        Assert.Empty(SecretPolicy.Check(objects));
        Assert.DoesNotContain(objects, static item => item.Kind == "Secret");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Everything_is_in_the_one_namespace_which_is_restricted(string overlay)
    {
        var objects = await Overlays.ObjectsAsync(overlay);
        var space = objects.Single(static item => item.Kind == "Namespace");

        Assert.Equal("todo", space.Name);
        Assert.All((string[])["enforce", "audit", "warn"], mode =>
            Assert.Equal("restricted", space.Root["metadata"]["labels"][$"pod-security.kubernetes.io/{mode}"].Text));
        Assert.All(objects.Except([space]), static item => Assert.Equal("todo", item.Root["metadata"]["namespace"].Text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_object_says_what_it_belongs_to_and_of_which_version_it_is(string overlay)
    {
        var objects = await Overlays.ObjectsAsync(overlay);

        Assert.All(objects, static item => Assert.Equal(
            ("todo", Product.Version), (Label(item, "part-of"), Label(item, "version"))));
        Assert.All(objects.Where(static item => item.Pod.Exists), static item => Assert.Equal(Product.Version, item.PodLabels["app.kubernetes.io/version"]));
        // The claims of a StatefulSet cannot be changed: a version there would end the first upgrade.
        Assert.All(objects.SelectMany(static item => item.Spec["volumeClaimTemplates"].Items),
            static claim => Assert.False(claim["metadata"]["labels"]["app.kubernetes.io/version"].Exists));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_selector_finds_the_pods_that_it_means_and_no_others(string overlay)
    {
        var objects = await Overlays.ObjectsAsync(overlay);
        var pods = objects.Where(static item => item.Pod.Exists).ToList();
        var services = objects.Where(static item => item.Kind == "Service").ToList();

        Assert.Equal(4, services.Count);
        Assert.All(services, service => Assert.Equal(
            service.Name.Replace("-headless", "", StringComparison.Ordinal),
            Assert.Single(pods, pod => service.Spec["selector"].Texts.All(pod.PodLabels.Contains)).Name));
        Assert.All(pods.Where(static item => item.RunsOn), item => Assert.True(Labels.Match(item.Spec["selector"], item.PodLabels), item.Title));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_part_of_the_product_runs_the_version_that_this_is(string overlay)
    {
        var images = (await Overlays.ObjectsAsync(overlay)).SelectMany(static item => item.AllContainers).Select(static item => item["image"].Text).Distinct().Order();

        Assert.Equal(["docker.io/library/postgres:17.6", $"todo/api:{Product.Version}", $"todo/web:{Product.Version}"], images);
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("production")]
    public async Task What_is_there_more_than_once_stays_there(string overlay)
    {
        var objects = await Overlays.ObjectsAsync(overlay);

        Assert.Equal(["api", "web"], AvailabilityPolicy.Replicated(objects).Select(static item => item.Name).Order());
        Assert.Empty(AvailabilityPolicy.Check(objects));
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("production")]
    public async Task Everything_at_its_largest_fits_the_quota_with_a_canary_too(string overlay)
    {
        var objects = KubernetesObject.Parse(await Overlays.WithAsync(overlay, "canary"));

        Assert.Contains(objects, static item => item.Kind == "ResourceQuota");
        Assert.InRange(QuotaPolicy.Largest(objects)["requests.cpu"], 0.5m, 10m);
        Assert.Empty(QuotaPolicy.Check(objects));
    }

    [Fact]
    public async Task On_Minikube_all_of_it_asks_for_less_than_half_of_two_cores_and_four_gibibytes()
    {
        var needed = QuotaPolicy.Largest(await Overlays.ObjectsAsync("minikube"));

        Assert.InRange(needed["requests.cpu"], 0.1m, 1m);
        Assert.InRange(needed["requests.memory"], Quantity.Parse("256Mi"), Quantity.Parse("2Gi"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_role_gives_everything_or_a_way_to_Secrets(string overlay)
    {
        var roles = (await Overlays.ObjectsAsync(overlay)).Where(static item => item.Kind is "Role" or "ClusterRole").ToList();

        Assert.Equal(["todo-deployer", "todo-operator", "todo-viewer"], roles.Select(static item => item.Name).Order());
        var granted = roles.SelectMany(static item => item.Root["rules"].Items)
            .SelectMany(static rule => rule["verbs"].Items.Concat(rule["resources"].Items).Concat(rule["apiGroups"].Items)).Select(static item => item.Text).ToList();
        Assert.NotEmpty(granted);
        Assert.DoesNotContain(granted, static item => item is "*" or "secrets" or "pods/exec" or "pods/attach" or "escalate" or "bind" or "impersonate");
    }

    private static string? Label(KubernetesObject item, string name) => item.Root["metadata"]["labels"][$"app.kubernetes.io/{name}"].Text;
}

using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>
/// The overlay for a managed cluster. Two of its objects are of kinds that the API of Kubernetes itself does not have; what they
/// say is held to what refers to them.
/// </summary>
[Trait("Kind", "Manifests")]
public sealed class ManagedOverlayTests
{
    private static readonly string[] s_custom = ["ExternalSecret", "HTTPRoute"];

    [Fact]
    public async Task Every_object_of_Kubernetes_is_as_its_api_wants_it_and_two_are_of_others()
    {
        var (objects, flaws) = await KubernetesSchema.CheckAsync(await Overlays.BuildAsync(Overlays.Managed));

        Assert.True(objects > 20, $"only {objects} objects");
        Assert.Equal(
            ["ExternalSecret/todo-secrets: the API has no external-secrets.io/v1 ExternalSecret", "HTTPRoute/todo: the API has no gateway.networking.k8s.io/v1 HTTPRoute"],
            flaws.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_as_hard_and_as_discreet_as_the_others()
    {
        var objects = await Overlays.ObjectsAsync(Overlays.Managed);
        var ours = objects.Where(item => !s_custom.Contains(item.Kind)).ToList();

        Assert.Equal(["api", "migrate", "web"], objects.Where(static item => item.Pod.Exists).Select(static item => item.Name).Order());
        Assert.Empty(PodPolicy.Check(ours));
        Assert.Empty(SecretPolicy.Check(ours));
        Assert.Empty(await Trivy.CheckAsync(ours));
        Assert.DoesNotContain(objects, static item => item.Kind == "Secret");
    }

    [Fact]
    public async Task The_store_brings_every_key_that_a_pod_cannot_do_without()
    {
        var objects = await Overlays.ObjectsAsync(Overlays.Managed);
        var secret = objects.Single(static item => item.Kind == "ExternalSecret");
        var brought = secret.Spec["data"].Items.Select(static item => item["secretKey"].Text!)
            .Concat(secret.Spec["target"]["template"]["data"].Texts.Keys).ToHashSet();
        var needed = objects.SelectMany(static item => item.AllContainers).SelectMany(static container => container["env"].Items)
            .Select(static variable => variable["valueFrom"]["secretKeyRef"])
            .Where(static reference => reference.Exists && reference["optional"].Text != "true")
            .Select(static reference => (Secret: reference["name"].Text!, Key: reference["key"].Text!)).Distinct().ToList();

        Assert.True(needed.Count >= 3, $"only {needed.Count} keys");
        Assert.All(needed, reference => Assert.Equal(secret.Spec["target"]["name"].Text, reference.Secret));
        Assert.All(needed, reference => Assert.Contains(reference.Key, brought));
    }

    [Fact]
    public async Task The_route_takes_the_paths_of_the_ingress_to_the_same_services()
    {
        var route = (await Overlays.ObjectsAsync(Overlays.Managed)).Single(static item => item.Kind == "HTTPRoute");
        var ingress = (await Overlays.ObjectsAsync("production")).Single(static item => item.Kind == "Ingress");

        var routed = route.Spec["rules"].Items.SelectMany(static rule => rule["matches"].Items.Select(match =>
            $"{match["path"]["value"].Text} → {rule["backendRefs"].Items.Single()["name"].Text}")).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(routed);
        Assert.Equal(ingress.Spec["rules"].Items.Single()["http"]["paths"].Items
            .Select(static path => $"{path["path"].Text} → {path["backend"]["service"]["name"].Text}").Order(StringComparer.Ordinal), routed);
    }

    [Fact]
    public async Task Callers_come_through_the_gateway_and_only_api_and_migration_reach_a_database_outside()
    {
        var edges = NetworkEdges.Of(await Overlays.ObjectsAsync(Overlays.Managed));

        Assert.Contains("namespace gateways → web:8080", edges);
        Assert.Contains("namespace gateways → api:8080", edges);
        Assert.DoesNotContain(edges, static edge => edge.Contains("ingress-nginx", StringComparison.Ordinal) || edge.EndsWith('?'));
        Assert.Equal(["api → 0.0.0.0/0:5432", "migrate → 0.0.0.0/0:5432"], edges.Where(static edge => edge.EndsWith(":5432", StringComparison.Ordinal)));
    }
}

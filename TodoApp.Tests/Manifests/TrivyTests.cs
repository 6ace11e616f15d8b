using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>What trivy, which is not ours, has to say.</summary>
[Trait("Kind", "Manifests")]
public sealed class TrivyTests
{
    [Fact]
    public async Task Trivy_finds_nothing_of_weight_in_any_overlay_or_component()
    {
        // All at once: starting it takes longer than its checks.
        var overlays = await Task.WhenAll(Overlays.Names.Select(Overlays.BuildAsync));
        var components = await Task.WhenAll(ComponentTests.Extra.Select(static component => Overlays.WithAsync("production", component)));
        var objects = overlays.Concat(components).SelectMany(KubernetesObject.Parse).ToList();

        Assert.True(objects.Count > 100, $"only {objects.Count} objects");
        Assert.Empty(await Trivy.CheckAsync(objects));
    }

    [Fact]
    public async Task Trivy_would_notice()
    {
        var pod = KubernetesObject.Parse("""
            apiVersion: v1
            kind: Pod
            metadata: { name: bad }
            spec:
              containers:
                - name: bad
                  image: nginx
                  securityContext: { privileged: true }
            """);

        Assert.NotEmpty(await Trivy.CheckAsync(pod));
    }
}

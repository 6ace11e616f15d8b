using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>What the chart leaves as it finds it in a cluster.</summary>
[Trait("Kind", "Manifests")]
public sealed class ChartClusterTests
{
    private static readonly Dictionary<string, object> s_installed = new()
    {
        ["/api/v1/namespaces/todo/secrets/todo-secrets"] = new { apiVersion = "v1", kind = "Secret", metadata = new { name = "todo-secrets" } },
        ["/api/v1/namespaces/todo/secrets/todo-postgres-tls"] = new { apiVersion = "v1", kind = "Secret", metadata = new { name = "todo-postgres-tls" } },
        ["/api/v1/namespaces/todo/persistentvolumeclaims/todo-backups"] = new { apiVersion = "v1", kind = "PersistentVolumeClaim", metadata = new { name = "todo-backups" } },
        ["/apis/apps/v1/namespaces/todo/statefulsets/todo-postgres"] = new
        {
            apiVersion = "apps/v1",
            kind = "StatefulSet",
            metadata = new { name = "todo-postgres" },
            spec = new
            {
                volumeClaimTemplates = (object[])
                [
                    new { spec = new { accessModes = (string[])["ReadWriteOnce"], storageClassName = "fast", resources = new { requests = new { storage = "7Gi" } } } },
                ],
            },
        },
    };

    [Fact]
    public async Task In_an_empty_cluster_all_of_it_is_made()
    {
        var objects = await RenderAsync(new Dictionary<string, object>());

        Assert.Equal(3, objects.Count(static item => item.Kind is "Secret" or "PersistentVolumeClaim"));
    }

    [Fact]
    public async Task Secrets_and_volumes_that_are_there_are_not_made_again()
    {
        var objects = await RenderAsync(s_installed);

        Assert.Contains(objects, static item => item.Title == "Deployment/todo-api");
        Assert.DoesNotContain(objects, static item => item.Kind is "Secret" or "PersistentVolumeClaim");
    }

    [Fact]
    public async Task The_claim_of_the_database_stays_as_it_is_whatever_the_values_say()
    {
        var claim = Assert.Single((await RenderAsync(s_installed)).Single(static item => item.Kind == "StatefulSet").Spec["volumeClaimTemplates"].Items)["spec"];

        Assert.Equal(("7Gi", "fast"), (claim["resources"]["requests"]["storage"].Text, claim["storageClassName"].Text));
    }

    private static async Task<IReadOnlyList<KubernetesObject>> RenderAsync(Dictionary<string, object> there)
    {
        await using var cluster = await ClusterStub.StartAsync(there);

        return KubernetesObject.Parse((await Chart.TryAsync(new("", "todo", "--dry-run=server", "--disable-openapi-validation",
            "--kube-apiserver", cluster.Address, "--set", "postgres.persistence.size=50Gi,postgres.persistence.storageClass=slow"), upgrade: true)).Expect());
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>As much of the API of Kubernetes as helm asks when it renders for a cluster: which kinds there are, and the objects given.</summary>
internal sealed class ClusterStub : IAsyncDisposable
{
    private static readonly Dictionary<string, (string Plural, string Kind)[]> s_kinds = new()
    {
        ["v1"] =
        [
            ("secrets", "Secret"), ("persistentvolumeclaims", "PersistentVolumeClaim"), ("services", "Service"),
            ("serviceaccounts", "ServiceAccount"), ("configmaps", "ConfigMap"), ("pods", "Pod"),
        ],
        ["apps/v1"] = [("deployments", "Deployment"), ("statefulsets", "StatefulSet")],
        ["batch/v1"] = [("jobs", "Job"), ("cronjobs", "CronJob")],
        ["networking.k8s.io/v1"] = [("networkpolicies", "NetworkPolicy")],
        ["policy/v1"] = [("poddisruptionbudgets", "PodDisruptionBudget")],
    };

    private readonly WebApplication _app;

    private ClusterStub(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Starts one on loopback.</summary>
    /// <param name="objects">What it has, by path.</param>
    public static async Task<ClusterStub> StartAsync(IReadOnlyDictionary<string, object> objects)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => Answer(context, objects));
        await app.StartAsync();

        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Answer(HttpContext context, IReadOnlyDictionary<string, object> objects)
    {
        var path = context.Request.Path.Value!;
        var found = Discovery(path) ?? objects.GetValueOrDefault(path);
        context.Response.StatusCode = found is null ? 404 : 200;

        await context.Response.WriteAsJsonAsync(found ?? new { kind = "Status", apiVersion = "v1", status = "Failure", reason = "NotFound", code = 404 });
    }

    private static object? Discovery(string path) => path switch
    {
        "/version" => new { major = "1", minor = "36", gitVersion = "v1.36.0" },
        "/api" => new { kind = "APIVersions", versions = (string[])["v1"] },
        "/apis" => new { kind = "APIGroupList", apiVersion = "v1", groups = s_kinds.Keys.Where(static name => name.Contains('/')).Select(Group) },
        _ => s_kinds.FirstOrDefault(kinds => path == (kinds.Key == "v1" ? "/api/v1" : $"/apis/{kinds.Key}")) is { Key: { } version, Value: var kinds }
            ? new { kind = "APIResourceList", groupVersion = version, resources = kinds.Select(static kind => new { name = kind.Plural, kind = kind.Kind, singularName = "", namespaced = true, verbs = (string[])["get"] }) }
            : null,
    };

    private static object Group(string version) => new
    {
        name = version.Split('/')[0],
        versions = (object[])[new { groupVersion = version, version = version.Split('/')[1] }],
        preferredVersion = new { groupVersion = version, version = version.Split('/')[1] },
    };
}

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Rendering;

namespace TodoApp.Tests.Manifests;

/// <summary>What is deployed is what the AppHost says, and nothing else talks to anything else.</summary>
[Trait("Kind", "Manifests")]
public sealed class ModelTests
{
    // What stands in a manifest for each parameter of the AppHost.
    private static readonly Dictionary<string, string> s_variables = new()
    {
        ["app-db-password"] = "$(APP_DB_PASSWORD)",
        ["postgres-password"] = "$(POSTGRES_PASSWORD)",
        ["jwt-signing-key"] = "$(JWT_SIGNING_KEY)",
        ["openai-api-key"] = "$(OPENAI_API_KEY)",
    };

    private static readonly AspireManifest s_manifest = new(File.ReadAllText(Renderer.ManifestPath), s_variables);

    public static TheoryData<string, string> Workloads =>
        [.. from overlay in Overlays.Names from name in (string[])["api", "web", "postgres", "migrate"] select (overlay, name)];

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Every_variable_of_the_AppHost_reaches_the_container(string overlay, string name)
    {
        var container = Assert.Single((await Workload(overlay, name)).Containers);
        var deployed = container["env"].Items.ToDictionary(static item => item["name"].Text!, Meaning);
        var secrets = deployed.Where(static item => item.Value.StartsWith("$(", StringComparison.Ordinal)).ToDictionary();

        var expected = s_manifest.Environment(name);
        Assert.NotEmpty(expected);
        Assert.All(expected, variable => Assert.Equal(
            secrets.GetValueOrDefault(variable.Key, variable.Value), deployed.GetValueOrDefault(variable.Key)));
        Assert.All(expected.Where(variable => secrets.ContainsKey(variable.Key)), variable => Assert.Equal(variable.Value, deployed[variable.Key]));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task A_service_gets_the_secrets_that_it_uses_and_no_other(string overlay, string name)
    {
        var container = Assert.Single((await Workload(overlay, name)).Containers);
        var keys = container["env"].Items.Select(static item => item["valueFrom"]["secretKeyRef"]["key"].Text).OfType<string>().Distinct().Order();

        Assert.Equal(name switch
        {
            "api" => ["app-db-password", "jwt-previous-signing-key", "jwt-signing-key", "openai-api-key"],
            "postgres" => ["postgres-password"],
            "migrate" => ["app-db-password", "postgres-password"],
            _ => (string[])[],
        }, keys);
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("production")]
    [InlineData("minikube")]
    public async Task Nobody_may_talk_to_anybody_but_as_the_AppHost_says(string overlay)
    {
        var edges = NetworkEdges.Of(await Overlays.ObjectsAsync(overlay));
        var uses = s_manifest.Names.SelectMany(name => s_manifest.Uses(name).Select(other => $"{name} → {other}:{Port(other)}")).ToList();

        Assert.Equal(3, uses.Count);
        Assert.Equal(
            ((string[])
            [
                .. uses, "backup → postgres:5432",
                .. from name in (string[])["api", "web"] select $"namespace ingress-nginx → {name}:8080",
                .. from name in (string[])["api", "backup", "migrate", "web"] select $"{name} → namespace kube-system:53",
                .. from name in (string[])["api", "migrate", "web"]
                   from port in (int[])[4317, 4318, 9090]
                   select $"{name} → namespace todo-monitoring:{port}",
            ]).Order(StringComparer.Ordinal),
            edges);
    }

    [Fact]
    public async Task The_internet_is_open_to_the_api_alone_and_only_where_a_language_model_is_wanted()
    {
        var without = NetworkEdges.Of(await Overlays.ObjectsAsync("staging"));
        var with = NetworkEdges.Of(KubernetesObject.Parse(await Overlays.WithAsync("staging", "language-model")));

        Assert.Equal(["api → 0.0.0.0/0:443"], with.Except(without));
    }

    [Fact]
    public async Task The_database_takes_the_connections_of_every_replica_that_there_may_be()
    {
        var objects = KubernetesObject.Parse(await Overlays.WithAsync("production", "canary"));
        var arguments = string.Join(' ', objects.Single(static item => item.Title == "StatefulSet/postgres").Containers.Single()["args"].Items.Select(static item => item.Text));
        var allowed = int.Parse(arguments.Split("max_connections=")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        var pool = new NpgsqlConnectionStringBuilder(DatabaseRegistration.Tune("Host=postgres", new ConfigurationBuilder().Build())).MaxPoolSize;
        var replicas = objects.Where(static item => item.Kind == "Deployment" && item.PodLabels["app.kubernetes.io/component"] == "api")
            .Sum(item => AvailabilityPolicy.Most(item, objects) + 1);

        Assert.Equal(11, replicas);
        // One more connection listens for each; migration, backup and whoever looks into it take the dozen.
        Assert.InRange(replicas * (pool + 1) + 12, 1, allowed);
    }

    private static string Port(string resource) => s_manifest.Bindings(resource)[0].Target.ToString(CultureInfo.InvariantCulture);

    private static async Task<KubernetesObject> Workload(string overlay, string name) =>
        (await Overlays.ObjectsAsync(overlay)).Single(item => item.Pod.Exists && item.Name == name);

    // A variable that comes from the Secret means what the parameter of that name means.
    private static string Meaning(Node variable) => variable["valueFrom"]["secretKeyRef"]["key"].Text is { } key
        ? s_variables.GetValueOrDefault(key, key)
        : variable["value"].Text ?? "";
}

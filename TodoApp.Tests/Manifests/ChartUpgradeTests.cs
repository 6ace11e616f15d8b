using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Rendering;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>The order of things when a release is made, changed, taken back and tried with a canary, and who may talk to whom.</summary>
[Trait("Kind", "Manifests")]
public sealed class ChartUpgradeTests
{
    private static readonly Combination s_canary = ChartCombinations.Named("a canary behind an ingress");

    [Fact]
    public async Task On_installation_the_schema_is_made_beside_the_rest()
    {
        var migrations = (await Chart.ObjectsAsync(ChartCombinations.Default)).Where(static item => IsOf(item, "migrate")).ToList();

        Assert.Equal(("todo-migrate-1", ""), (Assert.Single(migrations).Name, migrations[0].Hook()));
    }

    [Fact]
    public async Task On_an_upgrade_a_backup_comes_first_then_the_schema_then_anything_else()
    {
        var before = (await Chart.ObjectsAsync(ChartCombinations.Default, upgrade: true))
            .Where(static item => item.Kind == "Job" && item.Hook() == "pre-upgrade").OrderBy(Weight).ToList();

        Assert.Equal(["todo-backup-upgrade", "todo-migrate"], before.Select(static item => item.Name));
        Assert.All(before, static item => Assert.Equal("before-hook-creation", item.Root["metadata"]["annotations"]["helm.sh/hook-delete-policy"].Text));
        Assert.All(before, static item => Assert.Equal("Never", item.Pod["spec"]["restartPolicy"].Text));
    }

    [Fact]
    public async Task Before_a_rollback_there_is_a_backup_and_after_each_change_a_check()
    {
        var hooks = (await Chart.ObjectsAsync(ChartCombinations.Default)).Where(static item => item.Kind == "Job" && item.Hook().Length > 0)
            .ToDictionary(static item => item.Name, static item => item.Hook());

        Assert.Equal(new Dictionary<string, string>
        {
            ["todo-backup-rollback"] = "pre-rollback",
            ["todo-check"] = "post-install,post-upgrade,post-rollback",
        }, hooks);
    }

    [Fact]
    public async Task Helm_test_asks_each_thing_by_itself()
    {
        var tests = (await Chart.ObjectsAsync(ChartCombinations.Default)).Where(static item => item.Hook() == "test").Select(static item => item.Name);

        Assert.Equal(["todo-test-api", "todo-test-database", "todo-test-sign-up", "todo-test-web"], tests.Order());
    }

    [Fact]
    public async Task Another_version_changes_nothing_that_cannot_be_changed()
    {
        var before = await Chart.ObjectsAsync(ChartCombinations.Default);
        var after = KubernetesObject.Parse((await Chart.TryAsync(new("", "todo", "--is-upgrade", "--set", "image.tag=9.9.9,commonLabels.new=one"))).Expect())
            .ToDictionary(static item => item.Title);
        var fixedParts = before.Where(static item => item.RunsOn || item.Kind == "Service").Select(item => (item.Title, Fixed(item), Fixed(after[item.Title]))).ToList();

        Assert.InRange(fixedParts.Count, 6, 20);
        Assert.All(fixedParts, static part => Assert.Equal(part.Item2, part.Item3));
    }

    [Fact]
    public async Task Another_version_does_not_restart_the_database()
    {
        var before = (await Chart.ObjectsAsync(ChartCombinations.Default)).Single(static item => item.Kind == "StatefulSet");
        var after = KubernetesObject.Parse((await Chart.TryAsync(new("", "todo", "--is-upgrade", "--set", "image.tag=9.9.9"))).Expect())
            .Single(static item => item.Kind == "StatefulSet");

        Assert.Equal(Text(before.Pod), Text(after.Pod));
    }

    [Fact]
    public async Task A_canary_gets_its_share_and_a_schema_that_knows_it()
    {
        var objects = await Chart.ObjectsAsync(s_canary, upgrade: true);
        var ingress = objects.Single(static item => item.Title == "Ingress/todo-canary");
        var web = objects.Single(static item => item.Title == "Deployment/todo-web-canary").Containers.Single()["env"].Items;

        Assert.Equal("25", ingress.Root["metadata"]["annotations"]["nginx.ingress.kubernetes.io/canary-weight"].Text);
        Assert.Equal(Paths(objects.Single(static item => item.Title == "Ingress/todo")).Select(static path => $"{path}-canary"), Paths(ingress));
        Assert.Contains(web, static variable => variable["name"].Is("services__api__http__0") && variable["value"].Is("http://todo-api-canary:8080"));
        Assert.Equal("todo/api:0.2.0", objects.Single(static item => IsOf(item, "migrate")).Containers.Single()["image"].Text);
        Assert.Equal($"todo/api:{Product.Version}", objects.Single(static item => item.Title == "Deployment/todo-api").Containers.Single()["image"].Text);
    }

    [Fact]
    public async Task Behind_a_gateway_the_shares_are_weights_that_make_a_hundred()
    {
        var route = (await Chart.ObjectsAsync(ChartCombinations.Named("a canary behind a gateway"))).Single(static item => item.Kind == "HTTPRoute");
        var weights = route.Spec["rules"].Items.Select(static rule => string.Join('+', rule["backendRefs"].Items.Select(static backend => backend["weight"].Text)));

        Assert.Equal(Enumerable.Repeat("90+10", 5), weights);
    }

    [Fact]
    public async Task Nobody_may_talk_to_anybody_without_a_reason()
    {
        Assert.Equal(
            [
                "api → namespace kube-system:53", "api → postgres:5432", "backup → namespace kube-system:53", "backup → postgres:5432",
                "check → api:8080", "check → namespace kube-system:53", "check → postgres:5432", "check → web:8080",
                "migrate → namespace kube-system:53", "migrate → postgres:5432", "namespace ingress-nginx → api:8080",
                "namespace ingress-nginx → web:8080", "web → api:8080", "web → namespace kube-system:53",
            ],
            NetworkEdges.Of(await Chart.ObjectsAsync(ChartCombinations.Default)));
    }

    [Fact]
    public async Task What_is_added_opens_what_it_needs_and_no_more()
    {
        var added = NetworkEdges.Of(await Chart.ObjectsAsync(ChartCombinations.Named("everything at once"))).Where(static edge => edge.Contains("0.0.0.0", StringComparison.Ordinal) || edge.Contains("todo-", StringComparison.Ordinal));
        var elsewhere = NetworkEdges.Of(await Chart.ObjectsAsync(ChartCombinations.Named("a database elsewhere with passwords of the chart")));

        Assert.Equal(["api → 0.0.0.0/0:443", "api → namespace todo-monitoring:9090", "web → namespace todo-monitoring:9090"], added);
        Assert.Equal(["api", "backup", "check", "migrate"], elsewhere.Where(static edge => edge.EndsWith("→ 0.0.0.0/0:6543", StringComparison.Ordinal)).Select(static edge => edge.Split(' ')[0]));
    }

    [Theory]
    [InlineData("values-staging.yaml")]
    [InlineData("values-production.yaml")]
    [InlineData("everything at once")]
    public async Task Everything_at_its_largest_fits_the_quota_hooks_and_tests_as_well(string name) =>
        Assert.Empty(QuotaPolicy.Check(await Chart.ObjectsAsync(ChartCombinations.Named(name), upgrade: true)));

    [Theory]
    [InlineData("values-production.yaml")]
    [InlineData("a canary behind a gateway")]
    public async Task What_is_there_more_than_once_stays_there(string name)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name));

        Assert.InRange(AvailabilityPolicy.Replicated(objects).Count, 2, 4);
        Assert.Empty(AvailabilityPolicy.Check(objects));
    }

    [Fact]
    public async Task The_migration_gets_what_the_AppHost_gives_it()
    {
        var model = new AspireManifest(await File.ReadAllTextAsync(Renderer.ManifestPath, TestContext.Current.CancellationToken), new Dictionary<string, string>
        {
            ["app-db-password"] = "app-db-password",
            ["postgres-password"] = "$(POSTGRES_PASSWORD)",
        }).Environment("migrate");
        var given = (await Chart.ObjectsAsync(ChartCombinations.Default)).Single(static item => IsOf(item, "migrate")).Containers.Single()["env"].Items
            .ToDictionary(static item => item["name"].Text!, static item => item["value"].Text ?? item["valueFrom"]["secretKeyRef"]["key"].Text);

        Assert.Equal(model["ConnectionStrings__tododb"].Replace("Host=postgres", "Host=todo-postgres", StringComparison.Ordinal), given["ConnectionStrings__tododb"]);
        Assert.All(model.Where(static variable => variable.Key != "ConnectionStrings__tododb"), variable => Assert.Equal(variable.Value, given.GetValueOrDefault(variable.Key)));
    }

    private static bool IsOf(KubernetesObject item, string workload) => item.Kind == "Job" && item.PodLabels["app.kubernetes.io/component"] == workload;

    private static int Weight(KubernetesObject item) =>
        int.Parse(item.Root["metadata"]["annotations"]["helm.sh/hook-weight"].Text!, System.Globalization.CultureInfo.InvariantCulture);

    // What the API refuses to change of a Deployment, a StatefulSet, a Service.
    private static string Fixed(KubernetesObject item) => string.Join('\n',
        ((string[])["selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates", "clusterIP"])
            .Where(name => item.Kind != "Service" || name == "clusterIP").Select(name => Text(item.Spec[name])));

    private static IEnumerable<string> Paths(KubernetesObject ingress) => ingress.Spec["rules"].Items
        .SelectMany(static rule => rule["http"]["paths"].Items.Select(path => $"{rule["host"].Text}{path["path"].Text} {path["backend"]["service"]["name"].Text}"));

    private static string Text(Node node) => new YamlDotNet.Serialization.SerializerBuilder().Build().Serialize(node.Value);
}

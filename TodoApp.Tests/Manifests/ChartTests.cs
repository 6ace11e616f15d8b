using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>The chart, installed and upgraded in every way that we thought of, is held to the rules of the plain manifests.</summary>
[Trait("Kind", "Manifests")]
public sealed class ChartTests
{
    private static readonly string[] s_kindsWithShortNames = ["CronJob", "StatefulSet"];

    public static TheoryData<string> Files => [.. Chart.ValuesFiles];

    public static MatrixTheoryData<string, bool> Ways => new([.. ChartCombinations.All.Select(static combination => combination.Name)], [false, true]);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Helm_finds_nothing_to_say_about_it(string file) =>
        (await Tool.RunAsync("helm", "lint", "--strict", "manifests/helm/todo", "--values", $"manifests/helm/todo/{file}")).Expect();

    [Fact]
    public void There_are_values_for_each_place_and_many_odd_ways_to_install_it()
    {
        Assert.Superset(
            new HashSet<string> { "values.yaml", "values-minikube.yaml", "values-staging.yaml", "values-production.yaml", "values-external-database.yaml" },
            Chart.ValuesFiles.ToHashSet());
        Assert.InRange(ChartCombinations.Awkward.Count, 10, 100);
    }

    [Fact]
    public async Task Every_object_is_as_the_api_of_Kubernetes_wants_it()
    {
        var all = await Task.WhenAll(from combination in ChartCombinations.All from upgrade in (bool[])[false, true] select Chart.RenderAsync(combination, upgrade));
        var documents = all.SelectMany(Chart.Own).Distinct().ToList();

        Assert.InRange(documents.Count, 100, 10_000);
        await KubernetesSchema.AssertValidAsync(string.Join("\n---", documents));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_pod_is_hardened_and_no_secret_stands_outside_a_Secret(string name, bool upgrade)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name), upgrade);

        Assert.InRange(objects.Count(static item => item.Pod.Exists), 5, 30);
        Assert.Empty(PodPolicy.Check(objects));
        Assert.Empty(SecretPolicy.Check(objects));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_name_is_short_enough_and_there_once(string name, bool upgrade)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name), upgrade);

        Assert.Equal(objects.Count, objects.Select(static item => item.Title).Distinct().Count());
        Assert.All(objects, static item => Assert.InRange(item.Name.Length, 1, s_kindsWithShortNames.Contains(item.Kind) ? 52 : 63));
        Assert.All(objects.SelectMany(static item => item.Root["metadata"]["labels"].Texts.Concat(item.PodLabels)),
            static label => Assert.InRange(label.Value.Length, 0, 63));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_selector_finds_the_pods_that_it_means_and_no_others(string name, bool upgrade)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name), upgrade);
        var pods = objects.Where(static item => item.Pod.Exists).ToList();
        var services = objects.Where(static item => item.Kind == "Service").ToList();

        Assert.InRange(services.Count, 2, 6);
        Assert.All(services, service => Assert.Equal(
            service.Name.Replace("-headless", "", StringComparison.Ordinal),
            Assert.Single(pods, pod => service.Spec["selector"].Texts.All(pod.PodLabels.Contains)).Name));
        Assert.All(pods.Where(static item => item.RunsOn), item => Assert.Equal(item, Assert.Single(pods, other => Labels.Match(item.Spec["selector"], other.PodLabels))));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Everything_that_a_pod_takes_from_elsewhere_is_there_or_promised(string name, bool upgrade)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name), upgrade);
        var there = objects.Select(static item => item.Title).Concat(Promised).ToHashSet();
        var wanted = objects.Where(static item => item.Pod.Exists).SelectMany(Wanted).Distinct().ToList();

        Assert.NotEmpty(wanted);
        Assert.All(wanted, title => Assert.Contains(title, there));
    }

    [Theory]
    [InlineData("values.yaml")]
    [InlineData("values-production.yaml")]
    [InlineData("everything at once")]
    [InlineData("a database elsewhere with passwords of the chart")]
    public async Task Trivy_finds_nothing_of_weight(string name)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name), upgrade: true);

        Assert.Empty(await Trivy.CheckAsync([.. objects.Where(static item => !Chart.Foreign.Contains(item.Kind) && item.Kind != "Namespace")]));
    }

    // What those who install it say that they have, in the values of these tests.
    private static IEnumerable<string> Promised =>
    [
        "Secret/todo-secrets", "Secret/mine", "Secret/my-tls", "Secret/pull", "Secret/registry", "Secret/todo-postgres-tls",
        "ConfigMap/authority", "ConfigMap/database-authority", "PersistentVolumeClaim/data", "PersistentVolumeClaim/dumps",
    ];

    private static IEnumerable<string> Wanted(KubernetesObject item)
    {
        var pod = item.Pod["spec"];
        var volumes = pod["volumes"].Items.SelectMany(static volume => ((string Kind, string? Name)[])
        [
            ("ConfigMap", volume["configMap"]["name"].Text), ("Secret", volume["secret"]["secretName"].Text),
            ("PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"].Text),
        ]);
        var variables = item.AllContainers.SelectMany(static container => container["env"].Items
            .Select(static variable => ("Secret", variable["valueFrom"]["secretKeyRef"]["name"].Text))
            .Concat(container["envFrom"].Items.Select(static source => ("ConfigMap", source["configMapRef"]["name"].Text))));

        return volumes.Concat(variables).Append(("ServiceAccount", pod["serviceAccountName"].Text))
            .Where(static other => other.Item2 is not null).Select(static other => $"{other.Item1}/{other.Item2}");
    }
}

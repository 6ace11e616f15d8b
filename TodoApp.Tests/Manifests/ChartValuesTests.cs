using System.Security.Cryptography.X509Certificates;
using System.Text;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>What the chart makes of its values, and which it refuses.</summary>
[Trait("Kind", "Manifests")]
public sealed class ChartValuesTests
{
    [Theory]
    [InlineData("api.replicas=0", "at '/api/replicas': minimum: got 0, want 1")]
    [InlineData("api.replicaz=3", "at '/api': additional properties 'replicaz' not allowed")]
    [InlineData("replicas=3", "additional properties 'replicas' not allowed")]
    [InlineData("canary.weight=101", "at '/canary/weight': maximum: got 101, want 100")]
    [InlineData("postgres.tls.mode=none", "value must be one of 'generated', 'certManager', 'existing'")]
    [InlineData("web.service.type=External", "value must be one of 'ClusterIP', 'NodePort', 'LoadBalancer'")]
    [InlineData("backup.schedule=daily", "at '/backup/schedule': 'daily' does not match pattern")]
    [InlineData("api.resources.limits.memory=lots", "at '/api/resources/limits/memory'")]
    [InlineData("image.tag=latest", "The tag latest is another image tomorrow")]
    [InlineData("settings.Smtp__Password=x", "settings.Smtp__Password looks like a secret")]
    [InlineData("ingress.enabled=true", "ingress.enabled needs ingress.host.")]
    [InlineData("canary.enabled=true", "canary.enabled needs canary.tag.")]
    [InlineData("postgres.enabled=false", "externalDatabase.host has to say where the database is.")]
    [InlineData("postgres.enabled=false,externalDatabase.host=db.example.org", "give secrets.existingSecret or secrets.values.postgresPassword.")]
    [InlineData("postgres.tls.mode=existing", "postgres.tls.mode=existing needs postgres.tls.existingSecret.")]
    [InlineData("gateway.enabled=true,gateway.host=a.example", "gateway.enabled needs gateway.host and gateway.parentRefs.")]
    [InlineData("api.autoscaling.enabled=true,api.autoscaling.maxReplicas=1", "api.autoscaling.maxReplicas is less than minReplicas.")]
    public async Task What_can_only_be_a_mistake_is_refused_with_a_reason(string values, string reason)
    {
        var said = await Chart.TryAsync(new("", "todo", "--set", values));

        Assert.NotEqual(0, said.Code);
        Assert.Contains(reason, said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_is_refused_is_not_repeated()
    {
        var said = await Chart.TryAsync(new("", "todo", "--set", "secrets.values.appDbPassword=hunter;2,secrets.values.jwtSigningKey=hunter3"));

        Assert.Contains("secrets.values.appDbPassword stands in a connection string", said.Errors, StringComparison.Ordinal);
        Assert.Contains("secrets.values.jwtSigningKey has to be 32 characters", said.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", said.Errors + said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chart_is_of_the_products_version()
    {
        var chart = Assert.Single(KubernetesObject.Parse(await File.ReadAllTextAsync(Path.Combine(Chart.Folder, "Chart.yaml"), TestContext.Current.CancellationToken)));

        Assert.Equal((Product.Version, Product.Version), (chart.Root["version"].Text, chart.Root["appVersion"].Text));
    }

    [Fact]
    public async Task Passwords_are_made_up_and_certificates_too_and_nothing_else_differs_from_time_to_time()
    {
        var first = KubernetesObject.Parse((await Chart.TryAsync(ChartCombinations.Default)).Expect()).ToDictionary(static item => item.Title);
        var second = (await Chart.TryAsync(ChartCombinations.Default)).Expect();
        var differing = KubernetesObject.Parse(second).Where(item => Text(item.Root) != Text(first[item.Title].Root)).Select(static item => item.Title).Order();

        Assert.Equal(["Secret/todo-postgres-tls", "Secret/todo-secrets"], differing);
    }

    [Fact]
    public async Task With_Secrets_that_are_there_two_renderings_are_the_same()
    {
        var combination = ChartCombinations.Named("Secrets and volumes that are there already");

        Assert.Equal((await Chart.TryAsync(combination)).Expect(), (await Chart.TryAsync(combination)).Expect());
        Assert.DoesNotContain(await Chart.ObjectsAsync(combination), static item => item.Kind == "Secret");
    }

    [Fact]
    public async Task What_is_made_up_is_made_once_and_outlives_upgrades_and_the_release()
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Default);
        var once = objects.Where(static item => item.Kind is "Secret" or "PersistentVolumeClaim").ToList();

        Assert.Equal(["todo-backups", "todo-postgres-tls", "todo-secrets"], once.Select(static item => item.Name).Order());
        Assert.All(once, static item =>
        {
            var annotations = item.Root["metadata"]["annotations"];
            Assert.Equal("pre-install,pre-upgrade", item.Hook());
            Assert.Equal("keep", annotations["helm.sh/resource-policy"].Text);
            // The default would delete what is there first.
            Assert.Equal("hook-failed", annotations["helm.sh/hook-delete-policy"].Text);
        });
        Assert.All(objects.Single(static item => item.Name == "todo-secrets").Root["data"].Texts.Values, static value =>
            Assert.InRange(Encoding.UTF8.GetString(Convert.FromBase64String(value)).Length, 48, 64));
    }

    [Theory]
    [InlineData("values.yaml")]
    [InlineData("a release with the longest name there may be")]
    public async Task The_database_is_believed_by_every_name_that_it_is_called(string name)
    {
        var objects = await Chart.ObjectsAsync(ChartCombinations.Named(name));
        var data = objects.Single(static item => item.Kind == "Secret" && item.Name.EndsWith("-postgres-tls", StringComparison.Ordinal)).Root["data"];
        var service = objects.Single(static item => item.Kind == "Service" && item.Name.EndsWith("-postgres", StringComparison.Ordinal)).Name;
        using var certificate = X509Certificate2.CreateFromPem(Pem(data["tls.crt"]), Pem(data["tls.key"]));
        using var authority = X509Certificate2.CreateFromPem(Pem(data["ca.crt"]));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);

        Assert.True(chain.Build(certificate));
        Assert.InRange(certificate.NotAfter - DateTime.Now, TimeSpan.FromDays(3_600), TimeSpan.FromDays(3_700));
        Assert.All((string[])["postgres", "postgres.todo.svc", "localhost", service, $"{service}.todo.svc", $"{service}.todo.svc.cluster.local"],
            host => Assert.True(certificate.MatchesHostname(host), host));
    }

    [Fact]
    public async Task Another_setting_rolls_the_pods_and_leaves_the_database_alone()
    {
        var before = await Chart.ObjectsAsync(ChartCombinations.Default);
        var after = KubernetesObject.Parse((await Chart.TryAsync(new("", "todo", "--set", "settings.RateLimits__AuthPerMinute=40"))).Expect());
        var pods = before.Where(static item => item.RunsOn).ToDictionary(static item => item.Title, static item => Text(item.Pod));
        var rolled = after.Where(item => item.RunsOn && Text(item.Pod) != pods[item.Title]);

        Assert.Equal(["todo-api", "todo-web"], rolled.Select(static item => item.Name).Order());
    }

    private static string Pem(Node value) => Encoding.UTF8.GetString(Convert.FromBase64String(value.Text!));

    private static string Text(Node node) => new YamlDotNet.Serialization.SerializerBuilder().Build().Serialize(node.Value);
}

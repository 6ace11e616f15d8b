using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>What the scripts do to a cluster, and in which order.</summary>
[Trait("Kind", "Manifests")]
public sealed class ScriptTests
{
    [Fact]
    public async Task Minikube_gets_two_cores_four_gibibytes_and_its_addons()
    {
        using var cluster = new StandInCluster().Answer("minikube*status*", "Stopped", code: 7);

        (await cluster.RunAsync("minikube-setup.sh", "--driver", "docker")).Expect();

        Assert.Contains("minikube --profile minikube start --cpus 2 --memory 4096 --driver docker --wait all", cluster.Calls);
        Assert.Contains("minikube --profile minikube addons enable ingress", cluster.Calls);
        Assert.Contains("minikube --profile minikube addons enable metrics-server", cluster.Calls);
    }

    [Fact]
    public async Task A_minikube_that_runs_is_not_started_again()
    {
        using var cluster = new StandInCluster().Answer("minikube*status*", "Running Running");

        var result = await cluster.RunAsync("minikube-setup.sh", "--driver", "docker");

        Assert.Contains("runs already", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Calls, call => call.Contains(" start ", StringComparison.Ordinal));
        Assert.Equal(0, result.Code);
    }

    [Theory]
    [InlineData("--cpus", "1")]
    [InlineData("--memory", "2048")]
    [InlineData("--memory", "4g")]
    public async Task Minikube_is_not_made_too_small(string option, string size)
    {
        using var cluster = new StandInCluster();

        var result = await cluster.RunAsync("minikube-setup.sh", option, size);

        Assert.Equal(1, result.Code);
        Assert.Empty(cluster.Calls);
    }

    [Fact]
    public async Task A_minikube_that_is_too_old_is_told_so()
    {
        using var cluster = new StandInCluster().Answer("minikube version*", "v1.9.2");

        Assert.Contains("minikube 1.9.2 is too old", (await cluster.RunAsync("minikube-setup.sh")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploying_builds_loads_upgrades_and_looks_whether_it_answers()
    {
        using var cluster = new StandInCluster()
            .Answer("kubectl*port-forward*api*", "Forwarding from 127.0.0.1:40001 -> 8081\n")
            .Answer("kubectl*port-forward*web*", "Forwarding from 127.0.0.1:40002 -> 8081\n")
            .Answer("curl*/health*", "Healthy")
            .Answer("curl*/register*", "<form>");

        (await cluster.RunAsync("deploy.sh", "--tag", "1.2.3")).Expect();

        var published = cluster.Position("dotnet publish");
        var loaded = cluster.Position("image load");
        var upgraded = cluster.Position("helm upgrade --install todo");
        Assert.True(published < loaded && loaded < upgraded && upgraded < cluster.Position("curl"));
        Assert.Contains("--set-string image.tag=1.2.3 --rollback-on-failure --wait", cluster.Calls[upgraded], StringComparison.Ordinal);
        Assert.Contains("values-minikube.yaml", cluster.Calls[upgraded], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_does_not_answer_has_failed()
    {
        using var cluster = new StandInCluster()
            .Answer("kubectl*port-forward*", "Forwarding from 127.0.0.1:40001 -> 8081\n").Answer("curl*", "", code: 22);

        var result = await cluster.RunAsync("deploy.sh", "--tag", "1.2.3", "--build", "none");

        Assert.Equal(1, result.Code);
        Assert.Contains("the API does not answer at /health", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overlay_is_applied_with_its_own_tag_after_the_old_migration_made_room()
    {
        using var cluster = new StandInCluster().Answer("kubectl*get job migrate*-o name*", "job.batch/migrate");

        (await cluster.RunAsync("deploy.sh", "--kustomize", "minikube", "--tag", "1.2.3", "--build", "none", "--no-smoke")).Expect();

        // The namespace and the Secrets are applied in the same way, before.
        Assert.True(cluster.Position("delete job --selector app.kubernetes.io/name=migrate")
            < cluster.Calls.ToList().FindLastIndex(call => call.Contains("apply -f -", StringComparison.Ordinal)));
        Assert.Contains(cluster.Handed, yaml => yaml.Contains("image: todo/api:1.2.3", StringComparison.Ordinal)
            && yaml.Contains("image: todo/web:1.2.3", StringComparison.Ordinal) && !yaml.Contains(":0.1.0", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetDirectories(Checkout.Full("manifests/overlays")), d => Path.GetFileName(d).StartsWith(".deploy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("a tag")]
    public async Task A_tag_that_names_no_version_is_refused(string tag)
    {
        using var cluster = new StandInCluster();

        Assert.Contains("is not a tag that can be deployed", (await cluster.RunAsync("deploy.sh", "--tag", tag)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scaling_changes_the_deployment_or_where_there_is_one_the_autoscaler()
    {
        using var plain = new StandInCluster();
        using var automatic = new StandInCluster().Answer("kubectl*get horizontalpodautoscaler todo-api*", "horizontalpodautoscaler/todo-api");

        (await plain.RunAsync("scale.sh", "api", "3")).Expect();
        (await automatic.RunAsync("scale.sh", "api", "3")).Expect();

        Assert.Contains("kubectl scale deployment/todo-api --replicas 3", plain.Calls);
        Assert.Contains("""kubectl patch horizontalpodautoscaler todo-api --type merge --patch {"spec":{"minReplicas":3,"maxReplicas":3}}""", automatic.Calls);
        Assert.DoesNotContain(automatic.Calls, call => call.Contains("kubectl scale", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rollback_makes_a_backup_first_and_goes_no_further_without_one()
    {
        using var cluster = new StandInCluster();
        using var broken = new StandInCluster().Answer("*get job *jsonpath={range*", "Failed ");

        await cluster.RunAsync("rollback.sh", "--yes", "--to", "3");
        var result = await broken.RunAsync("rollback.sh", "--yes");

        Assert.True(cluster.Position("create job todo-backup-") < cluster.Position("helm rollback todo 3 --wait"));
        Assert.NotEqual(0, result.Code);
        Assert.DoesNotContain(broken.Calls, call => call.Contains("helm rollback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_canary_starts_weighs_more_and_is_promoted_as_what_it_runs()
    {
        using var cluster = new StandInCluster()
            .Answer("kubectl*get deployment*track=canary*", "registry.example.com:5000/todo/api:1.3.0");

        (await cluster.RunAsync("canary.sh", "start", "10", "1.3.0", "--yes")).Expect();
        (await cluster.RunAsync("canary.sh", "weight", "50")).Expect();
        await cluster.RunAsync("canary.sh", "promote", "--yes");

        Assert.True(cluster.Position("--set canary.enabled=true --set-string canary.tag=1.3.0 --set canary.weight=10")
            < cluster.Position("--set canary.enabled=true --set canary.weight=50"));
        var promoted = cluster.Calls[cluster.Position("--set-string image.tag=1.3.0")];
        Assert.Contains("--set canary.enabled=false --set-string canary.tag=", promoted, StringComparison.Ordinal);
        Assert.Contains("--reset-then-reuse-values", promoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start", "0", "1.3.0")]
    [InlineData("start", "101", "1.3.0")]
    [InlineData("start", "10", "latest")]
    [InlineData("promote")]
    public async Task A_canary_that_cannot_be_changes_nothing(params string[] words)
    {
        using var cluster = new StandInCluster();

        Assert.Equal(1, (await cluster.RunAsync("canary.sh", [.. words, "--yes"])).Code);
        Assert.DoesNotContain(cluster.Calls, call => call.StartsWith("helm upgrade", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--kustomize minikube")]
    public async Task Tearing_down_keeps_data_and_secrets_unless_told_and_never_touches_what_is_the_clusters(string layout)
    {
        using var cluster = new StandInCluster();
        using var whole = new StandInCluster();
        var options = layout.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await cluster.RunAsync("teardown.sh", [.. options, "--yes"])).Expect();
        (await whole.RunAsync("teardown.sh", [.. options, "--yes", "--data"])).Expect();

        Assert.DoesNotContain(cluster.Calls, call => call.Contains("persistentvolumeclaim", StringComparison.Ordinal) || call.Contains("secret", StringComparison.Ordinal));
        Assert.Contains(whole.Calls, call => call.StartsWith("kubectl delete persistentvolumeclaim --selector", StringComparison.Ordinal));
        Assert.Contains(whole.Calls, call => call.StartsWith("kubectl delete secret todo-secrets", StringComparison.Ordinal));
        Assert.DoesNotContain(whole.Calls, call => call.Split(' ', ',').Any(word => word is "persistentvolume" or "pv" or "namespace" or "-k"));
    }
}

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>That services stop only for a dump that has been verified, and come back whatever happens.</summary>
[Trait("Kind", "Manifests")]
public sealed class RestoreFlowTests
{
    private const string Job = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: any}
        spec:
          backoffLimit: 2
          template:
            spec:
              containers:
              - name: backup
                image: docker.io/library/postgres:17.6
                command: [bash, /scripts/backup.sh]
                volumeMounts: [{name: backups, mountPath: /backups}]
              volumes: [{name: backups, persistentVolumeClaim: {claimName: todo-backup}}]

        """;

    [Fact]
    public async Task A_dump_is_verified_before_anything_stops_and_what_ran_before_runs_again()
    {
        using var cluster = Cluster();

        (await cluster.RunAsync("restore.sh", "--yes")).Expect();

        var steps = new[]
        {
            "create job todo-restore-prepare-", "logs job/todo-restore-prepare-", "scale deployment/todo-api deployment/todo-web --replicas 0",
            "wait --for=delete pod", "create job todo-restore-swap-", "apply --selector app.kubernetes.io/name=migrate",
            "scale deployment/todo-api --replicas 5", "scale deployment/todo-web --replicas 2",
        };
        Assert.Equal(steps.Select(cluster.Position).Order(), steps.Select(cluster.Position));
    }

    [Fact]
    public async Task The_job_is_the_backups_own_with_another_command()
    {
        using var cluster = Cluster();

        (await cluster.RunAsync("restore.sh", "--yes")).Expect();

        var jobs = cluster.Handed.Where(yaml => yaml.Contains("kind: Job", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, jobs.Count);
        Assert.All(jobs, yaml => Assert.Contains("claimName: todo-backup", yaml, StringComparison.Ordinal));
        Assert.All(jobs, yaml => Assert.Contains("name: todo-database-scripts", yaml, StringComparison.Ordinal));
        Assert.Contains("- prepare\n", jobs[0], StringComparison.Ordinal);
        Assert.Contains("- /backups\n", jobs[0], StringComparison.Ordinal);
        Assert.Contains("- tododb_restored_20261126120000_1\n", jobs[1], StringComparison.Ordinal);
        Assert.Contains(cluster.Handed, yaml => yaml.Contains("kind: ConfigMap", StringComparison.Ordinal)
            && yaml.Contains("restore.sh: |", StringComparison.Ordinal) && yaml.Contains("db.sh: |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dump_that_is_refused_stops_nothing()
    {
        using var cluster = Cluster().Answer("*get job todo-restore-prepare-*", "Failed ");

        var result = await cluster.RunAsync("restore.sh", "--yes");

        Assert.Equal(1, result.Code);
        Assert.Contains("failed; what it said last is above", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Calls, call => call.Contains("scale", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*get job todo-restore-swap-*")]
    [InlineData("*get job todo-migrate*")]
    public async Task When_a_later_step_fails_the_services_come_back_as_many_as_they_were(string failing)
    {
        using var cluster = Cluster().Answer(failing, "Failed ");

        var result = await cluster.RunAsync("restore.sh", "--yes");

        Assert.Equal(1, result.Code);
        Assert.True(cluster.Position("--replicas 0") < cluster.Position("scale deployment/todo-api --replicas 5"));
        Assert.Contains("kubectl scale deployment/todo-web --replicas 2", cluster.Calls);
    }

    [Fact]
    public async Task Beside_a_canary_which_would_go_on_writing_nothing_is_restored()
    {
        using var cluster = Cluster().Answer("kubectl*get deployment --selector*track=canary*", "deployment.apps/todo-api-canary");

        Assert.Contains("A canary is running", (await cluster.RunAsync("restore.sh", "--yes")).Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Calls, call => call.Contains("create job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_name_of_a_dump_is_taken_for_one()
    {
        using var cluster = Cluster();

        var result = await cluster.RunAsync("restore.sh", "x.dump\"],\"env\":[{.dump", "--yes");

        Assert.Contains("is not the name of a dump", result.Errors, StringComparison.Ordinal);
        Assert.Empty(cluster.Calls);
    }

    private static StandInCluster Cluster() => new StandInCluster()
        .Answer("kubectl*create job *--from*", Job)
        .Answer("kubectl*logs job/todo-restore-prepare-*", "verified\ntododb_restored_20261126120000_1\n")
        .Answer("kubectl*get deployment todo-api -o jsonpath={.spec.replicas}", "5")
        .Answer("kubectl*get deployment todo-web -o jsonpath={.spec.replicas}", "0");
}

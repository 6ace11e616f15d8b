using System.Security.Cryptography.X509Certificates;
using System.Text;
using TodoApp.Tests.Manifests.Support;
using YamlDotNet.Serialization;

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>Secrets are made once, changed in an order that nobody notices, and never shown.</summary>
[Trait("Kind", "Manifests")]
public sealed class SecretsTests
{
    private const string Keys = "*get secret todo-secrets*go-template={{range*";

    [Fact]
    public async Task What_is_missing_is_made_strong_and_not_shown()
    {
        using var cluster = new StandInCluster();

        var result = await cluster.RunAsync("secrets.sh", "--kustomize", "minikube");

        result.Expect();
        var secret = Data(cluster, "todo-secrets");
        Assert.Equal(["app-db-password", "jwt-signing-key", "postgres-password"], secret.Keys.Order());
        Assert.All(secret.Values, value => Assert.Matches("^[0-9a-f]{64}$", value));
        Assert.Equal(3, secret.Values.Distinct().Count());
        AssertNotShown(cluster, result, [.. secret.Values, Data(cluster, "postgres-tls")["tls.key"]]);
    }

    [Fact]
    public async Task What_is_there_is_kept()
    {
        using var cluster = new StandInCluster()
            .Answer(Keys, "app-db-password postgres-password ")
            .Answer("*get secret todo-secrets*-o name", "secret/todo-secrets")
            .Answer("*get secret postgres-tls*", "ca.crt tls.crt tls.key ");

        (await cluster.RunAsync("secrets.sh", "--kustomize", "minikube")).Expect();

        Assert.Equal(["jwt-signing-key"], Data(cluster, "todo-secrets").Keys);
        Assert.Contains(cluster.Calls, call => call.StartsWith("kubectl patch secret todo-secrets --type merge", StringComparison.Ordinal));
        Assert.DoesNotContain(cluster.Handed, yaml => yaml.Contains("name: postgres-tls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_certificate_is_good_for_every_name_of_the_database_and_for_nothing_else()
    {
        using var cluster = new StandInCluster();
        (await cluster.RunAsync("secrets.sh", "--kustomize", "minikube")).Expect();
        var tls = Data(cluster, "postgres-tls");

        AssertTrusted(tls["ca.crt"], tls["tls.crt"]);
        using var another = new StandInCluster();
        (await another.RunAsync("secrets.sh", "--kustomize", "minikube")).Expect();
        using var strange = X509Certificate2.CreateFromPem(Data(another, "postgres-tls")["tls.crt"]);
        using var chain = Chain(tls["ca.crt"]);
        Assert.False(chain.Build(strange));
        using var own = X509Certificate2.CreateFromPem(tls["tls.crt"], tls["tls.key"]);
        Assert.False(own.MatchesHostname("example.org"));
        Assert.True(own.HasPrivateKey);
    }

    [Fact]
    public async Task Every_replica_accepts_the_new_signing_key_before_any_signs_with_it()
    {
        using var cluster = Existing("jwt-signing-key", "the-old-signing-key-of-at-least-32-bytes");

        var result = await cluster.RunAsync("secrets.sh", "--rotate", "jwt-signing-key", "--yes");

        result.Expect();
        Assert.Equal(2, cluster.Handed.Count);
        var (first, second) = (Parse(cluster.Handed[0]), Parse(cluster.Handed[1]));
        Assert.Equal(["jwt-previous-signing-key"], first.Keys);
        Assert.Equal(first["jwt-previous-signing-key"], second["jwt-signing-key"]);
        Assert.Equal("the-old-signing-key-of-at-least-32-bytes", second["jwt-previous-signing-key"]);
        AssertInOrder(cluster, "patch secret", "rollout restart deployment/todo-api", "rollout status", "patch secret", "rollout restart", "rollout status");
        AssertNotShown(cluster, result, [.. second.Values]);
    }

    [Fact]
    public async Task The_applications_password_is_set_by_the_migration_before_the_api_uses_it()
    {
        using var cluster = Existing("app-db-password", "old");

        (await cluster.RunAsync("secrets.sh", "--rotate", "app-db-password", "--yes")).Expect();

        AssertInOrder(cluster, "patch secret todo-secrets", "delete job --selector app.kubernetes.io/name=migrate",
            "apply --selector app.kubernetes.io/name=migrate,app.kubernetes.io/instance=todo -f -", "get job", "rollout restart deployment/todo-api");
    }

    [Fact]
    public async Task The_owners_password_changes_in_the_database_before_the_secret_says_so()
    {
        using var cluster = Existing("postgres-password", "old-owner-password");

        var result = await cluster.RunAsync("secrets.sh", "--rotate", "postgres-password", "--yes");

        result.Expect();
        AssertInOrder(cluster, "exec -i todo-postgres-0 -c postgres", "patch secret todo-secrets");
        var changed = Parse(cluster.Handed[1])["postgres-password"];
        Assert.StartsWith("old-owner-password\n", cluster.Handed[0], StringComparison.Ordinal);
        Assert.Contains($"PASSWORD '{changed}';", cluster.Handed[0], StringComparison.Ordinal);
        AssertNotShown(cluster, result, changed, "old-owner-password");
    }

    [Fact]
    public async Task A_database_that_refuses_the_new_password_leaves_the_secret_alone()
    {
        using var cluster = Existing("postgres-password", "old").Answer("kubectl*exec -i*", "", code: 1);

        Assert.NotEqual(0, (await cluster.RunAsync("secrets.sh", "--rotate", "postgres-password", "--yes")).Code);
        Assert.DoesNotContain(cluster.Calls, call => call.Contains("patch secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_trusts_the_new_authority_before_the_server_shows_its_certificate()
    {
        using var first = new StandInCluster();
        (await first.RunAsync("secrets.sh", "--kustomize", "minikube")).Expect();
        var (old, oldCertificate) = (Data(first, "postgres-tls")["ca.crt"], Data(first, "postgres-tls")["tls.crt"]);
        using var cluster = Existing("ca.crt", $"{old}{old}", secret: "todo-postgres-tls");

        (await cluster.RunAsync("secrets.sh", "--rotate", "postgres-tls", "--yes")).Expect();

        var (trusted, shown) = (Parse(cluster.Handed[0]), Parse(cluster.Handed[1]));
        Assert.Equal(["ca.crt"], trusted.Keys);
        Assert.EndsWith(old, trusted["ca.crt"], StringComparison.Ordinal);
        Assert.Equal(2, trusted["ca.crt"].Split("BEGIN CERTIFICATE").Length - 1);
        Assert.Equal(["tls.crt", "tls.key"], shown.Keys.Order());
        foreach (var certificate in new[] { oldCertificate, shown["tls.crt"] })
            AssertTrusted(trusted["ca.crt"], certificate);
        AssertInOrder(cluster, "patch secret todo-postgres-tls", "rollout restart deployment/todo-api", "patch secret todo-postgres-tls", "rollout restart statefulset/todo-postgres");
    }

    [Fact]
    public async Task A_key_of_somebody_elses_comes_on_standard_input()
    {
        using var cluster = Existing("openai-api-key", "old");

        var result = await cluster.RunAsync("secrets.sh", ["--rotate", "openai-api-key", "--yes"], "sk-not-a-real-key-for-tests\n");

        result.Expect();
        Assert.Equal("sk-not-a-real-key-for-tests", Assert.Single(cluster.Handed.Select(Parse))["openai-api-key"]);
        AssertNotShown(cluster, result, "sk-not-a-real-key-for-tests");
    }

    private static StandInCluster Existing(string key, string value, string secret = "todo-secrets") => new StandInCluster()
        .Answer($"*get secret {secret}*-o name", $"secret/{secret}")
        .Answer($"*get secret {secret} -o go-template={{{{index .data \"{key}\"*", value);

    private static void AssertInOrder(StandInCluster cluster, params string[] words)
    {
        var rest = cluster.Calls.ToList();
        foreach (var word in words)
        {
            var at = rest.FindIndex(call => call.Contains(word, StringComparison.Ordinal));
            Assert.True(at >= 0, $"'{word}' does not come (or not in its place):\n{string.Join('\n', cluster.Calls)}");
            rest.RemoveRange(0, at + 1);
        }
    }

    private static void AssertNotShown(StandInCluster cluster, ToolResult result, params string[] values)
    {
        Assert.NotEmpty(values);
        foreach (var value in values)
        {
            Assert.DoesNotContain(value, result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(value, result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(cluster.Calls, call => call.Contains(value, StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Data(StandInCluster cluster, string secret) =>
        Parse(Assert.Single(cluster.Handed, yaml => yaml.Contains($"name: {secret}\n", StringComparison.Ordinal)));

    private static Dictionary<string, string> Parse(string yaml)
    {
        var data = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(yaml)["data"];

        return data.ToDictionary(e => (string)e.Key, e => Encoding.UTF8.GetString(Convert.FromBase64String((string)e.Value)));
    }

    // As Npgsql does it, which is what the services connect with.
    private static X509Chain Chain(string authorities)
    {
        var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authorities);
        return chain;
    }

    private static void AssertTrusted(string authorities, string certificate)
    {
        using var chain = Chain(authorities);
        using var shown = X509Certificate2.CreateFromPem(certificate);

        Assert.True(chain.Build(shown), string.Join(',', chain.ChainStatus.Select(s => s.StatusInformation)));
        Assert.All((string[])["postgres", "postgres.todo.svc", "localhost"], name => Assert.True(shown.MatchesHostname(name), name));
    }
}

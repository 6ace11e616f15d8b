using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace TodoApp.Tests.Manifests;

/// <summary>An assistant at the cluster reads, and no secrets.</summary>
[Trait("Kind", "Manifests")]
public sealed class KubectlAiTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "manifests", "kubectl-ai");

    [Fact]
    public async Task Its_account_is_as_kubernetes_wants_it() =>
        await KubernetesSchema.AssertValidAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "rbac.yaml"), TestContext.Current.CancellationToken));

    [Fact]
    public void Its_account_reads_and_sees_neither_secrets_nor_settings()
    {
        var role = Documents("rbac.yaml").Single(d => Text(d, "kind") == "Role");
        var rules = ((YamlSequenceNode)role["rules"]).Cast<YamlMappingNode>().ToList();

        Assert.NotEmpty(rules);
        Assert.Empty(rules.SelectMany(r => Texts(r, "verbs")).Except(["get", "list", "watch"]));
        Assert.DoesNotContain(rules.SelectMany(r => Texts(r, "resources")), r => r is "secrets" or "configmaps" or "*" or "pods/exec" or "serviceaccounts/token");
        Assert.Contains("pods/log", rules.SelectMany(r => Texts(r, "resources")));
    }

    [Fact]
    public void Its_settings_name_our_server_and_hold_no_token()
    {
        var server = (YamlMappingNode)Assert.Single((YamlSequenceNode)Documents("mcp.yaml").Single()["servers"]);
        var authentication = (YamlMappingNode)server["auth"];

        Assert.Equal("todoapp", Text(server, "name"));
        Assert.EndsWith("/api/v1/mcp", Text(server, "url"), StringComparison.Ordinal);
        Assert.Equal("type", Assert.Single(authentication.Children.Keys).ToString());
        Assert.Equal("bearer", Text(authentication, "type"));
    }

    [Fact]
    public async Task What_makes_its_kubeconfig_is_a_script_that_shellcheck_likes() =>
        (await Tool.RunAsync("shellcheck", Path.Combine(Folder, "kubeconfig.sh"))).Expect();

    private static List<YamlMappingNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Folder, file));
        stream.Load(reader);
        return [.. stream.Documents.Select(d => (YamlMappingNode)d.RootNode)];
    }

    private static string Text(YamlMappingNode node, string key) => node[key].ToString();

    private static IEnumerable<string> Texts(YamlMappingNode node, string key) => ((YamlSequenceNode)node[key]).Select(v => v.ToString());
}

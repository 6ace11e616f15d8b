using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests;

/// <summary>That the check of objects would notice something.</summary>
[Trait("Kind", "Manifests")]
public sealed class SchemaTests
{
    private const string Good = """
        apiVersion: v1
        kind: Service
        metadata: { name: api }
        spec:
          selector: { app: api }
          ports: [{ name: http, port: 80, targetPort: http }]
        """;

    [Fact]
    public async Task An_object_as_the_api_wants_it_passes() => await KubernetesSchema.AssertValidAsync(Good);

    [Theory]
    [InlineData("port: 80", "port: eighty", "must be integer")]
    [InlineData("targetPort", "targetport", "must NOT have additional properties: targetport")]
    [InlineData("apiVersion: v1", "apiVersion: v2", "the API has no v2 Service")]
    public async Task A_flaw_is_named(string right, string wrong, string flaw)
    {
        var (_, flaws) = await KubernetesSchema.CheckAsync(Good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(flaws, line => line.StartsWith("Service/api: ", StringComparison.Ordinal) && line.EndsWith(flaw, StringComparison.Ordinal));
    }
}

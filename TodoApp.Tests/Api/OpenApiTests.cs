using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class OpenApiTests(ApiHost host) : ApiTest(host)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = JsonSerializer.Serialize(await Document(), s_indented) + "\n";
        var path = Path.Combine(Repository.Root, "docs", "api", "openapi.json");
        var committed = File.Exists(path) ? await File.ReadAllTextAsync(path, Ct) : "";

        // Leaves the served one beside the test's results, to be looked at and copied over the committed one.
        var artifact = Path.Combine(Repository.Root, "artifacts", "openapi.json");
        Directory.CreateDirectory(Path.GetDirectoryName(artifact)!);
        await File.WriteAllTextAsync(artifact, served, Ct);

        Assert.True(committed == served, "docs/api/openapi.json differs from what is served: review artifacts/openapi.json and copy it.");
    }

    [Fact]
    public async Task It_is_openapi_3_1_with_every_route_that_is_mapped()
    {
        var document = await Document();
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        var mapped = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/openapi", StringComparison.Ordinal) == false)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Plain(e.RoutePattern.RawText!)}"))
            .ToHashSet();

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(mapped);
        Assert.Empty(mapped.Except(described));
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_problems()
    {
        var flaws = new List<string>();
        foreach (var path in (await Document()).GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                if (!operation.Value.TryGetProperty("summary", out _))
                    flaws.Add($"{name} has no summary");
                if (!path.Name.StartsWith("/api/", StringComparison.Ordinal))
                    continue;
                if (!operation.Value.TryGetProperty("operationId", out _))
                    flaws.Add($"{name} has no operationId");
                if (!operation.Value.GetProperty("responses").EnumerateObject().Any(r => r.Name.StartsWith('4')))
                    flaws.Add($"{name} names no problem");
            }
        }

        Assert.Empty(flaws);
    }

    [Theory]
    [InlineData("POST", "/api/v1/users/register")]
    [InlineData("POST", "/api/v1/users/login")]
    [InlineData("POST", "/api/v1/users/refresh")]
    [InlineData("POST", "/api/v1/users/logout")]
    [InlineData("GET", "/api/v1/me")]
    [InlineData("PATCH", "/api/v1/me")]
    [InlineData("DELETE", "/api/v1/me")]
    [InlineData("GET", "/api/v1/validate-token")]
    [InlineData("GET", "/api/v1/me/sessions")]
    [InlineData("GET", "/api/v1/me/tokens")]
    [InlineData("GET", "/api/v1/me/passkeys")]
    [InlineData("GET", "/api/v1/me/export")]
    [InlineData("POST", "/api/v1/me/import")]
    [InlineData("GET", "/api/v1/{user_id}/todos")]
    [InlineData("POST", "/api/v1/{user_id}/todos")]
    [InlineData("GET", "/api/v1/{user_id}/todos/{todo_id}")]
    [InlineData("PUT", "/api/v1/{user_id}/todos/{todo_id}")]
    [InlineData("PATCH", "/api/v1/{user_id}/todos/{todo_id}")]
    [InlineData("DELETE", "/api/v1/{user_id}/todos/{todo_id}")]
    [InlineData("PATCH", "/api/v1/{user_id}/todos/{todo_id}/complete")]
    [InlineData("POST", "/api/v1/{user_id}/todos/batch")]
    [InlineData("POST", "/api/v1/{user_id}/todos/parse")]
    [InlineData("POST", "/api/v1/{user_id}/todos/quick")]
    [InlineData("POST", "/api/v1/{user_id}/todos/{todo_id}/restore")]
    [InlineData("GET", "/api/v1/{user_id}/todos/{todo_id}/history")]
    [InlineData("GET", "/api/v1/{user_id}/todos/{todo_id}/occurrences")]
    [InlineData("GET", "/api/v1/{user_id}/lists")]
    [InlineData("GET", "/api/v1/{user_id}/tags")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/alive")]
    [InlineData("GET", "/startup")]
    public async Task Each_route_of_the_design_is_described(string method, string path)
    {
        var paths = (await Document()).GetProperty("paths");

        Assert.True(paths.TryGetProperty(path, out var item), $"{path} is not described");
        Assert.True(item.TryGetProperty(method.ToLowerInvariant(), out _), $"{method} {path} is not described");
    }

    [Fact]
    public async Task The_page_to_browse_it_answers()
    {
        using var nobody = Host.Anonymous();

        var page = await nobody.GetStringAsync("/docs/index.html", Ct);

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Document()
    {
        using var nobody = Host.Anonymous();
        return await nobody.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct);
    }

    /// <summary>Route constraints do not show in OpenAPI.</summary>
    private static string Plain(string pattern) =>
        (pattern.StartsWith('/') ? pattern : "/" + pattern).Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/');
}

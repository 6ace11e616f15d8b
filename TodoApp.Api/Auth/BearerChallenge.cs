using TodoApp.Api.Mcp;

namespace TodoApp.Api.Auth;

/// <summary>Metadata of a route that says in its challenges what it is and what a token for it needs (RFC 9728, 5.1).</summary>
/// <param name="Metadata">Where its description is, as a path.</param>
/// <param name="Scope">What a token for it needs, as RFC 6749 writes scopes.</param>
internal sealed record ProtectedResource(string Metadata, string Scope);

/// <summary>What a refused request is told about how to authenticate (RFC 6750, 3).</summary>
internal static class BearerChallenge
{
    private const string Plain = "Bearer realm=\"todoapp\"";

    public static string For(HttpContext http, string? error = null, string? description = null, string? scope = null)
    {
        var resource = http.GetEndpoint()?.Metadata.GetMetadata<ProtectedResource>();
        return string.Join(", ", new[]
        {
            Plain,
            Parameter("error", error),
            Parameter("error_description", description),
            Parameter("scope", scope ?? resource?.Scope),
            Parameter("resource_metadata", resource is null ? null : PublicAddress.Of(http.Request) + resource.Metadata),
        }.OfType<string>());
    }

    private static string? Parameter(string name, string? value) => value is null ? null : $"{name}=\"{value}\"";
}

using Microsoft.Extensions.Options;

namespace TodoApp.Api.Mcp;

/// <summary>How clients from outside write our address.</summary>
internal static class PublicAddress
{
    /// <summary>Scheme and host: those that <see cref="McpOptions.PublicUrl"/> names, or those of the request.</summary>
    public static string Of(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<McpOptions>>().Value.PublicUrl?.TrimEnd('/') is { Length: > 0 } configured
            ? configured
            : $"{request.Scheme}://{request.Host}";
}

using System.Net;

namespace TodoApp.Api.Mcp.Http;

/// <summary>
/// Pages of other sites may not speak to the server through a browser (DNS rebinding among the ways to try): an Origin has to
/// be one that <c>Cors:Origins</c> names, or on this machine while the server is asked for by a name of this machine, too.
/// Clients that are no browsers send none.
/// </summary>
internal sealed class RequestOrigin(IConfiguration configuration)
{
    private readonly HashSet<string> _allowed =
        new(configuration.GetSection("Cors:Origins").Get<string[]>() ?? [], StringComparer.OrdinalIgnoreCase);

    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || _allowed.Contains(origin)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLocal(page.Host) && IsLocal(request.Host.Host));
    }

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

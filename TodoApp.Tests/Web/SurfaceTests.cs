using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>docs/api/web.md says what there is.</summary>
[Trait("Kind", "Web")]
public sealed partial class SurfaceTests(WebHost host) : WebTest(host)
{
    [Fact]
    public void Every_route_is_written_down_and_nothing_else_is()
    {
        var written = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "api", "web.md")))
            .Select(row => row.Groups["route"].Value).ToHashSet();

        Assert.Equal(Routes().Order(), written.Order());
    }

    [Fact]
    public void No_two_replicas_have_to_agree_on_a_key()
    {
        Assert.IsType<EphemeralDataProtectionProvider>(Host.Services.GetRequiredService<IDataProtectionProvider>());
        Assert.DoesNotContain(
            Host.Services.GetServices<IHostedService>(),
            service => service.GetType().FullName!.Contains("DataProtection", StringComparison.Ordinal));
    }

    private IEnumerable<string> Routes() =>
        from endpoint in Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    [GeneratedRegex(@"^\| `(?<route>(GET|POST) [^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Auth;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Architecture;

/// <summary>What routes ask for is what our evaluator looks at.</summary>
[Trait("Kind", "Architecture")]
public sealed class AccessTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public void Whatever_a_route_requires_is_something_that_is_looked_at()
    {
        var required = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .SelectMany(e => e.Metadata.GetOrderedMetadata<AuthorizationPolicy>()).SelectMany(p => p.Requirements).ToList();

        Assert.True(required.Count > 50, $"Only {required.Count} requirements were found.");
        Assert.DoesNotContain(required, r => r is not (IAccessRequirement or DenyAnonymousAuthorizationRequirement));
    }

    [Fact]
    public async Task What_is_not_known_is_not_met()
    {
        var evaluator = new AccessEvaluator();
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole("anything").Build();
        var http = new DefaultHttpContext { User = new(new System.Security.Claims.ClaimsIdentity("test")) };

        var result = await evaluator.AuthorizeAsync(policy, await evaluator.AuthenticateAsync(policy, http), http, http);

        Assert.True(result.Forbidden);
        Assert.Single(result.AuthorizationFailure!.FailedRequirements);
    }
}

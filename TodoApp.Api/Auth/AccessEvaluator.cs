using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace TodoApp.Api.Auth;

/// <summary>
/// Asks each requirement of a route whether it is met. The framework's evaluator asks every handler there is about every
/// requirement, which at each request costs as much as looking at the token. What it does not know is not met.
/// </summary>
internal sealed class AccessEvaluator : IPolicyEvaluator
{
    private static readonly Task<AuthenticateResult> s_asBefore = Task.FromResult(AuthenticateResult.NoResult());
    private static readonly Task<PolicyAuthorizationResult> s_allowed = Task.FromResult(PolicyAuthorizationResult.Success());
    private static readonly Task<PolicyAuthorizationResult> s_unknown = Task.FromResult(PolicyAuthorizationResult.Challenge());

    /// <summary><see cref="BearerTokens"/> has found out already.</summary>
    public Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) => s_asBefore;

    public Task<PolicyAuthorizationResult> AuthorizeAsync(
        AuthorizationPolicy policy, AuthenticateResult authenticationResult, HttpContext context, object? resource)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
            return s_unknown;

        List<IAuthorizationRequirement>? unmet = null;
        for (var i = 0; i < policy.Requirements.Count; i++)
        {
            if (!IsMet(policy.Requirements[i], context))
                (unmet ??= []).Add(policy.Requirements[i]);
        }

        return unmet is null ? s_allowed : Task.FromResult(PolicyAuthorizationResult.Forbid(AuthorizationFailure.Failed(unmet)));
    }

    private static bool IsMet(IAuthorizationRequirement requirement, HttpContext http) => requirement switch
    {
        IAccessRequirement access => access.IsMetBy(http),
        // Who is not signed in does not come this far.
        DenyAnonymousAuthorizationRequirement => true,
        _ => false,
    };
}

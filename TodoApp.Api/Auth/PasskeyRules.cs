using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TodoApp.Api.Auth;

/// <summary>
/// Passkeys replace the password, so they must be discoverable and must verify the person. The page that uses them is
/// not served by this API, so its origin is held against the configured domain and not against this host's name.
/// </summary>
internal sealed class PasskeyRules(IOptions<AuthOptions> auth) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = auth.Value.PasskeyDomain;
        options.AuthenticatorTimeout = PasskeyStates.Lifetime;
        options.ResidentKeyRequirement = "required";
        options.UserVerificationRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ValidateOrigin = context =>
            ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin, auth.Value.PasskeyDomain));
    }

    /// <summary>WebAuthn allows the domain itself and its subdomains, over TLS; browsers trust localhost without.</summary>
    internal static bool IsOurs(string origin, string domain) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host is "localhost"))
        && (uri.Host == domain || uri.Host.EndsWith('.' + domain, StringComparison.Ordinal));
}

using Microsoft.Extensions.Options;

namespace TodoApp.Api.Auth;

/// <summary>Refuses to start on settings that would be unsafe or could not work.</summary>
internal sealed class AuthOptionsRules(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    private const int FewestIterations = 100_000;

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var flaws = Flaws(options).ToList();
        return flaws.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(flaws);
    }

    private IEnumerable<string> Flaws(AuthOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.SigningKey) && !environment.IsDevelopment())
            yield return "Auth:SigningKey is missing: set it to 32 random bytes in base64, e.g. from `openssl rand -base64 32`.";
        if (!string.IsNullOrWhiteSpace(options.SigningKey) && SigningKey.Bytes(options.SigningKey) is null)
            yield return $"Auth:SigningKey must have at least {SigningKey.FewestBytes} bytes.";
        if (options.PreviousSigningKeys.Any(k => SigningKey.Bytes(k) is null))
            yield return $"Each of Auth:PreviousSigningKeys must have at least {SigningKey.FewestBytes} bytes.";
        if (string.IsNullOrWhiteSpace(options.Issuer) || string.IsNullOrWhiteSpace(options.Audience))
            yield return "Auth:Issuer and Auth:Audience must not be blank.";
        if (options.AccessTokenLifetime < TimeSpan.FromMinutes(1) || options.AccessTokenLifetime > TimeSpan.FromHours(1))
            yield return "Auth:AccessTokenLifetime must be between a minute and an hour.";
        if (options.SessionIdle < options.AccessTokenLifetime || options.SessionLifetime < options.SessionIdle)
            yield return "Auth: AccessTokenLifetime ≤ SessionIdle ≤ SessionLifetime must hold.";
        if (options.PasswordIterations < (environment.IsDevelopment() ? 1 : FewestIterations))
            yield return $"Auth:PasswordIterations must be at least {FewestIterations}.";
        if (options.HashingQueue is < 1 or > 10_000)
            yield return "Auth:HashingQueue must be between 1 and 10,000.";
        if (options.HashingThreads is < 1 or > 64)
            yield return "Auth:HashingThreads must be between 1 and 64.";
        if (Uri.CheckHostName(options.PasskeyDomain) is not UriHostNameType.Dns)
            yield return "Auth:PasskeyDomain must be a host name.";
    }
}

namespace TodoApp.Api.Auth;

/// <summary>The section <c>Auth</c> of the configuration.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Signs access tokens: base64 of at least 32 bytes, or text that long. The same on every replica.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Keys that no longer sign but whose tokens are still honoured, while a rotation is under way.</summary>
    public IReadOnlyList<string> PreviousSigningKeys { get; set; } = [];

    public string Issuer { get; set; } = "todoapp";

    public string Audience { get; set; } = "todoapp-api";

    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lives without being used.</summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a session lives however much it is used.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 for a password (OWASP asks for 210,000).</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Passwords that may wait to be hashed; one takes about a tenth of a second.</summary>
    public int HashingQueue { get; set; } = 64;

    /// <summary>Threads that hash, and do nothing else; requests have all cores when nobody signs in.</summary>
    public int HashingThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>The name that passkeys are bound to (WebAuthn's RP ID): the host of the web page.</summary>
    public string PasskeyDomain { get; set; } = "localhost";
}

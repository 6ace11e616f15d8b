using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using TodoApp.Api.Auth;

namespace TodoApp.Tests.Unit;

/// <summary>Settings that the API refuses to start on.</summary>
[Trait("Kind", "Unit")]
public sealed class AuthOptionsTests
{
    private static AuthOptions Sound => new() { SigningKey = AuthTokens.Key };

    public static TheoryData<string> Unsound => [.. s_flaws.Keys];

    private static readonly Dictionary<string, Action<AuthOptions>> s_flaws = new()
    {
        ["no key"] = o => o.SigningKey = null,
        ["blank key"] = o => o.SigningKey = " ",
        ["short key"] = o => o.SigningKey = "0123456789",
        ["short key in base64"] = o => o.SigningKey = Convert.ToBase64String(new byte[16]),
        ["short former key"] = o => o.PreviousSigningKeys = ["short"],
        ["no audience"] = o => o.Audience = "",
        ["endless access token"] = o => o.AccessTokenLifetime = TimeSpan.FromDays(1),
        ["session shorter than its tokens"] = o => o.SessionIdle = TimeSpan.FromMinutes(5),
        ["session that ends before it idles"] = o => o.SessionLifetime = TimeSpan.FromDays(1),
        ["cheap password hash"] = o => o.PasswordIterations = 1_000,
        ["no queue"] = o => o.HashingQueue = 0,
        ["no thread to hash"] = o => o.HashingThreads = 0,
        ["domain that is a URL"] = o => o.PasskeyDomain = "https://example.org",
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Unsafe_settings_are_refused_in_production(string flaw)
    {
        var options = Sound;
        s_flaws[flaw](options);

        Assert.True(new AuthOptionsRules(new Production()).Validate(null, options).Failed);
    }

    [Fact]
    public void The_usual_settings_with_a_key_are_sound() =>
        Assert.True(new AuthOptionsRules(new Production()).Validate(null, Sound).Succeeded);

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

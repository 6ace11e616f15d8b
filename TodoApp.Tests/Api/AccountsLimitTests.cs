using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Auth;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>The API with limits so low that a test reaches them.</summary>
public sealed class ThriftyHost(PostgresCluster postgres) : ApiHost(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("RateLimits:UserPerMinute", "8"), new("RateLimits:AddressPerMinute", "12"), new("RateLimits:AuthPerMinute", "4"),
    ];
}

/// <summary>The API with a hashing queue of one and hashes that take seconds.</summary>
public sealed class SlowHashingHost(PostgresCluster postgres) : ApiHost(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("Auth:HashingQueue", "1"), new("Auth:HashingThreads", "1"), new("Auth:PasswordIterations", "2000000")];
}

/// <summary>How often one may call.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsRateLimitTests(ThriftyHost host) : IClassFixture<ThriftyHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_person_and_each_address_has_a_limit_of_its_own_and_probes_have_none()
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();
        using var anonymous = host.Anonymous();

        for (var i = 0; i < 2; i++)
            (await anonymous.PostApi("users/login", new LoginRequest("nobody@example.org", "wrong horse battery"))).Dispose();
        using var login = await anonymous.PostApi("users/login", new LoginRequest(bob.Tokens.User.Email, TestUser.Password));
        await ExpectLimited(login);

        for (var i = 0; i < 8; i++)
            (await alice.GetAsync("/api/v1/me", Ct)).Dispose();
        using var ninth = await alice.GetAsync("/api/v1/me", Ct);
        await ExpectLimited(ninth);
        using var bobs = await bob.GetAsync("/api/v1/me", Ct);
        await bobs.Expect(HttpStatusCode.OK);

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++)
            answers.Add(await anonymous.GetAsync("/api/v1/me", Ct));
        await ExpectLimited(answers[^1]);
        using var probe = await anonymous.GetAsync("/alive", Ct);
        await probe.Expect(HttpStatusCode.OK);
    }

    private static async Task ExpectLimited(HttpResponseMessage answer)
    {
        var problem = await answer.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.RateLimited);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(answer.Headers.RetryAfter.Delta.Value.TotalSeconds, problem.GetProperty("retryAfter").GetInt32());
    }
}

/// <summary>What happens when more passwords come in than can be hashed.</summary>
[Trait("Kind", "Api")]
public sealed class AccountsBusyTests(SlowHashingHost host) : IClassFixture<SlowHashingHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_hashing_queue_is_full_a_sign_in_is_told_to_come_back()
    {
        using var anonymous = host.Anonymous();
        // So that the sign-in below is not held up by what only the first one does.
        (await anonymous.PostApi("users/login", new LoginRequest("nobody@example.org", "some password"))).Dispose();
        var hashing = host.Services.GetRequiredService<PasswordHashing>();
        using var gone = new CancellationTokenSource();
        var waiting = new List<Task>();
        // One that is being hashed and one that fills the queue.
        while (waiting.Count < 2)
        {
            if (hashing.TryHash("some password", gone.Token, out var hash))
                waiting.Add(hash);
        }

        using var login = await anonymous.PostApi("users/login", new LoginRequest("nobody@example.org", "some password"));
        using var register = await anonymous.PostApi("users/register", new RegisterRequest("new@example.org", TestUser.Password));
        using var probe = await anonymous.GetAsync("/health", Ct);

        await login.ExpectProblem(HttpStatusCode.ServiceUnavailable, ProblemCodes.Busy);
        await register.ExpectProblem(HttpStatusCode.ServiceUnavailable, ProblemCodes.Busy);
        Assert.Equal(5, login.Headers.RetryAfter?.Delta?.TotalSeconds);
        await probe.Expect(HttpStatusCode.OK);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[^1]);
    }

    [Fact]
    public async Task While_passwords_are_hashed_everything_else_of_the_machine_goes_first()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells how a thread stands to others.");
        using var anonymous = host.Anonymous();

        (await anonymous.PostApi("users/login", new LoginRequest("nobody@example.org", "some password"))).Dispose();

        var threads = Directory.GetDirectories("/proc/self/task").Select(NicenessOf).OfType<(string Name, int Niceness)>()
            // The runtime's compiler in the background comes and goes, and whoever calls something new starts it.
            .Where(thread => thread.Name is not ".NET Tiered Com")
            .ToLookup(thread => thread.Name is "password hashin", thread => thread.Niceness);
        Assert.NotEmpty(threads[true]);
        Assert.All(threads[true], static niceness => Assert.Equal(PasswordHashing.Niceness, niceness));
        // Threads are as nice as those that start them: none may come of these.
        Assert.All(threads[false], static niceness => Assert.InRange(niceness, int.MinValue, PasswordHashing.Niceness - 1));
    }

    /// <summary>
    /// The name, of which the kernel keeps 15 characters, and the 19th field of proc(5)'s stat; null when the thread has ended.
    /// </summary>
    private static (string Name, int Niceness)? NicenessOf(string thread)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            var (begin, end) = (stat.IndexOf('(', StringComparison.Ordinal) + 1, stat.LastIndexOf(')'));
            return (stat[begin..end], int.Parse(stat[(end + 2)..].Split(' ')[16], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}

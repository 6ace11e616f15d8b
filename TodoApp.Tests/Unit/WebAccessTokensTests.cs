using TodoApp.Contracts;
using TodoApp.Tests.Support;
using TodoApp.Web.Backend;

namespace TodoApp.Tests.Unit;

/// <summary>The access tokens that Web holds.</summary>
[Trait("Kind", "Unit")]
public sealed class WebAccessTokensTests
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_that_come_at_once_share_one_exchange()
    {
        using var tokens = new AccessTokens(new FixedClock(Noon));
        var answer = new TaskCompletionSource<ApiResult<TokenResponse>>();
        var exchanges = 0;

        Task<ApiResult<TokenResponse>> Exchange()
        {
            Interlocked.Increment(ref exchanges);
            return answer.Task;
        }

        var waiting = Enumerable.Range(0, 50).Select(_ => tokens.ExchangeAsync("session", Exchange, Ct)).ToList();
        answer.SetResult(Response());
        var answers = await Task.WhenAll(waiting);

        Assert.Equal(1, exchanges);
        Assert.All(answers, result => Assert.Equal("access", result.Value.AccessToken));
    }

    [Fact]
    public async Task A_request_that_gives_up_does_not_take_the_answer_from_the_others()
    {
        using var tokens = new AccessTokens(new FixedClock(Noon));
        var answer = new TaskCompletionSource<ApiResult<TokenResponse>>();
        using var impatient = new CancellationTokenSource();

        var first = tokens.ExchangeAsync("session", () => answer.Task, impatient.Token);
        var second = tokens.ExchangeAsync("session", () => answer.Task, Ct);
        await impatient.CancelAsync();
        answer.SetResult(Response());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("access", (await second).Value.AccessToken);
    }

    [Fact]
    public async Task A_failed_exchange_is_tried_again_by_the_next_request()
    {
        using var tokens = new AccessTokens(new FixedClock(Noon));

        var refused = await tokens.ExchangeAsync("session", () => Task.FromResult<ApiResult<TokenResponse>>(ApiProblem.Unreachable), Ct);
        var served = await tokens.ExchangeAsync("session", () => Task.FromResult<ApiResult<TokenResponse>>(Response()), Ct);

        Assert.NotNull(refused.Problem);
        Assert.Null(served.Problem);
    }

    [Theory]
    [InlineData(900, 839, true)]
    [InlineData(900, 841, false)]
    [InlineData(60, 29, true)]
    [InlineData(60, 31, false)]
    public void A_token_is_used_until_shortly_before_it_ends(int lifetime, int age, bool good)
    {
        var clock = new MovingClock { Now = Noon };
        using var tokens = new AccessTokens(clock);
        tokens.Hold("session", Response(lifetime));

        clock.Now += TimeSpan.FromSeconds(age);

        Assert.Equal(good, tokens.Find("session") is not null);
    }

    [Fact]
    public void A_refused_token_is_forgotten_unless_it_has_been_replaced_already()
    {
        using var tokens = new AccessTokens(new FixedClock(Noon));
        var old = tokens.Hold("session", Response());
        var current = tokens.Hold("session", Response());

        tokens.Forget("session", old);
        Assert.Same(current, tokens.Find("session"));

        tokens.Forget("session", current);
        Assert.Null(tokens.Find("session"));
    }

    [Fact]
    public void One_sessions_token_is_never_anothers()
    {
        using var tokens = new AccessTokens(new FixedClock(Noon));
        tokens.Hold("session", Response());

        Assert.Null(tokens.Find("another"));
    }

    private static TokenResponse Response(int lifetime = 900) => new(
        "access", lifetime, "session", Noon.AddDays(30),
        new Profile(Guid.NewGuid(), "ada@example.org", "Ada", "UTC", "en", Guid.NewGuid(), Noon));

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

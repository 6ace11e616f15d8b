using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace TodoApp.ServiceDefaults;

/// <summary>One pipeline per destination, so that one service's trouble does not close the way to another.</summary>
internal sealed class ResiliencePipelines(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly ResiliencePipelineRegistry<string> _registry = new(new ResiliencePipelineRegistryOptions<string>
    {
        BuilderFactory = () => new ResiliencePipelineBuilder { TimeProvider = time },
    });

    public ResiliencePipelines() : this(TimeProvider.System)
    {
    }

    public ResiliencePipeline<HttpResponseMessage> For(HttpRequestMessage request) =>
        _registry.GetOrAddPipeline<HttpResponseMessage>(request.RequestUri?.Authority ?? "", static (pipeline, _) => pipeline
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static args => new(Limit(args.Context, Total)) })
            .AddRetry(Retry())
            .AddCircuitBreaker(Breaker())
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static args => new(Limit(args.Context, Attempt)) }));

    public void Dispose() => _registry.Dispose();

    private static RetryStrategyOptions<HttpResponseMessage> Retry() => new()
    {
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => new(IsTransient(args.Outcome) && IsRepeatable(Request(args.Context)) && Pause(args.Outcome) <= LongestPause),
        DelayGenerator = args => new(Pause(args.Outcome) is { Ticks: > 0 } asked ? asked : (TimeSpan?)null),
        OnRetry = static args =>
        {
            args.Outcome.Result?.Dispose();
            return default;
        },
    };

    // A 429 is one caller asking too often, which says nothing about the health of the service.
    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 20,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(5),
        ShouldHandle = args => new(IsTransient(args.Outcome) && args.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests),
    };

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests };

    // Not PUT and DELETE, though HTTP calls them idempotent: when the first answer was lost, the second try of a
    // conditional PUT reports a conflict (412) and of a DELETE a 404, for something that has in fact succeeded.
    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options
        || request.Headers.Contains("Idempotency-Key");

    private static TimeSpan Pause(Outcome<HttpResponseMessage> outcome) => outcome.Result?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow,
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Limit(ResilienceContext context, TimeSpan usual) =>
        Request(context).Options.TryGetValue(Patience.Key, out var asked) ? asked : usual;

    private static HttpRequestMessage Request(ResilienceContext context) =>
        context.Properties.GetValue(ResilienceHandler.Request, null!);
}

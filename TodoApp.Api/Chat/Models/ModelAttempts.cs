using System.ClientModel;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TodoApp.Api.Chat.Models;

/// <summary>
/// Tries a step of a language model again while it has not said anything: after 408, 429 and 5xx, and when it cannot be
/// reached. It waits as long as it is asked to (<c>Retry-After</c>), or twice as long each time.
/// </summary>
internal sealed partial class ModelAttempts(ChatOptions options, TimeProvider time, ILogger<ModelAttempts> logger)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    private sealed record Trouble(string Kind, string Why, bool IsTransient, TimeSpan? After = null);

    public async IAsyncEnumerable<ModelEvent> RunAsync(
        Func<CancellationToken, IAsyncEnumerable<ModelEvent>> attempt, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            var said = false;
            Trouble? trouble = null;
            using var idle = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await using var parts = attempt(idle.Token).GetAsyncEnumerator(idle.Token);
            while (trouble is null)
            {
                idle.CancelAfter(options.Idle);
                (var part, trouble) = await NextAsync(parts, ct);
                if (part is null)
                    break;
                said = true;
                yield return part;
                if (part is ModelStepEnd or ModelFailed)
                    yield break;
            }

            trouble ??= new("cut", "The language model broke off in the middle of the answer.", IsTransient: true);
            Stumbled(trouble.Kind, tries + 1, said);
            if (said || !trouble.IsTransient || tries >= options.Retries || trouble.After > s_longest)
            {
                yield return new ModelFailed(trouble.Why);
                yield break;
            }

            await Task.Delay(trouble.After ?? s_first * Math.Pow(2, tries) * (0.75 + Random.Shared.NextDouble() / 2), time, ct);
        }
    }

    private async Task<(ModelEvent?, Trouble?)> NextAsync(IAsyncEnumerator<ModelEvent> parts, CancellationToken ct)
    {
        try
        {
            return (await parts.MoveNextAsync() ? parts.Current : null, null);
        }
        catch (Exception flaw) when (!ct.IsCancellationRequested)
        {
            return (null, Of(flaw));
        }
    }

    private Trouble Of(Exception flaw) => flaw switch
    {
        ClientResultException { Status: 429 } busy => Busy(busy),
        ClientResultException { Status: 0 or 408 or >= 500 } away =>
            new($"status {away.Status}", "The language model is out of order at the moment. Try again in a moment.", true, AfterOf(away)),
        ClientResultException { Status: 401 or 403 } refused =>
            new($"status {refused.Status}", "The language model does not accept the key of this server. Whoever runs it has to see to that.", false),
        ClientResultException other => new($"status {other.Status}", "The language model did not accept the request.", false),
        HttpRequestException or IOException or InvalidDataException =>
            new(flaw.GetType().Name, "The language model cannot be reached, or broke off in the middle of the answer.", true),
        OperationCanceledException => new("idle", "The language model took too long to say anything.", false),
        JsonException or FormatException or InvalidOperationException =>
            new(flaw.GetType().Name, "The language model answered what cannot be understood.", false),
        _ => new(flaw.GetType().Name, "The language model did not answer.", false),
    };

    private Trouble Busy(ClientResultException busy)
    {
        var after = AfterOf(busy);
        return new("status 429", after > s_longest
            ? string.Create(CultureInfo.InvariantCulture, $"The language model is busy. Try again in {Math.Ceiling(after.Value.TotalSeconds)} seconds.")
            : "The language model is busy. Try again in a moment.", IsTransient: true, after);
    }

    private TimeSpan? AfterOf(ClientResultException trouble) =>
        trouble.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) is true
        && RetryConditionHeaderValue.TryParse(text, out var asked)
            ? asked.Delta ?? (asked.Date - time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero)
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The language model stumbled: {Kind}, attempt {Attempt}, had begun: {Begun}")]
    private partial void Stumbled(string kind, int attempt, bool begun);
}

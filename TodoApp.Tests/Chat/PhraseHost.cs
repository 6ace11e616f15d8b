using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Chat;

/// <summary>The API on the day on which the phrases are said.</summary>
public sealed class PhraseHost(PostgresCluster postgres) : ApiHost(postgres)
{
    /// <summary>Friday, 20 November 2026, 10:00 in Berlin.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(1));

    /// <inheritdoc />
    protected override void Change(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new TickingClock(Now.ToUniversalTime())));
}

/// <summary>Starts at a moment and is a millisecond later each time it is asked, so that what is made later sorts later.</summary>
internal sealed class TickingClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start.AddMilliseconds(Interlocked.Increment(ref _ticks));
}

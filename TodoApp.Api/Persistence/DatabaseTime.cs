namespace TodoApp.Api.Persistence;

/// <summary>Time as PostgreSQL keeps it, so that the answer to a write does not differ from later readings.</summary>
internal static class DatabaseTime
{
    /// <summary>Now, in whole microseconds.</summary>
    public static DateTimeOffset GetDatabaseNow(this TimeProvider clock) => clock.GetUtcNow().ToDatabaseTime();

    /// <summary>The same instant in UTC and whole microseconds.</summary>
    public static DateTimeOffset ToDatabaseTime(this DateTimeOffset instant) =>
        instant.ToUniversalTime().AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}

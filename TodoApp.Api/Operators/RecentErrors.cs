using System.Diagnostics;
using TodoApp.Contracts;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Operators;

/// <summary>
/// Keeps the last warnings and errors of this process: what happened and where, never the values of a line, which may be
/// somebody's title or address.
/// </summary>
internal sealed class RecentErrors(TimeProvider time) : ILoggerProvider
{
    private const int Kept = 200;
    private const int LongestTemplate = 300;

    /// <summary>What logs by templates that are constants. Elsewhere a "template" may be a finished sentence.</summary>
    private static readonly string[] s_constant = ["TodoApp.", "Microsoft.", "System."];

    private readonly Queue<RecentError> _errors = new(Kept);

    public int Count
    {
        get
        {
            lock (_errors)
                return _errors.Count;
        }
    }

    /// <summary>The last ones within some minutes, the newest first.</summary>
    public IReadOnlyList<RecentError> Read(int minutes, int limit)
    {
        var since = time.GetUtcNow() - TimeSpan.FromMinutes(minutes);
        lock (_errors)
            return [.. _errors.Reverse().Where(e => e.At >= since).Take(limit)];
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(RecentError error)
    {
        lock (_errors)
        {
            if (_errors.Count == Kept)
                _errors.Dequeue();
            _errors.Enqueue(error);
        }
    }

    private sealed class Ear(RecentErrors kept, string category) : ILogger
    {
        private readonly bool _isConstant = s_constant.Any(p => category.StartsWith(p, StringComparison.Ordinal));

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            kept.Add(new(
                kept.Now, logLevel.ToString(), category, eventId.Id, eventId.Name, _isConstant ? Template(state) : null,
                Types(exception), Correlation.Current, Activity.Current?.TraceId.ToString()));
        }

        private static string? Template<TState>(TState state) =>
            (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(v => v.Key == "{OriginalFormat}").Value is string text
                ? text[..Math.Min(text.Length, LongestTemplate)]
                : null;

        private static string? Types(Exception? exception)
        {
            var types = new List<string>();
            for (var one = exception; one is not null && types.Count < 5; one = one.InnerException)
                types.Add(one.GetType().FullName!);
            return types.Count == 0 ? null : string.Join(" < ", types);
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}

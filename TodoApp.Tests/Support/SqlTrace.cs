using System.Collections.Concurrent;
using System.Diagnostics;

namespace TodoApp.Tests.Support;

/// <summary>Which statements a request brings about, as Npgsql's own traces tell it.</summary>
public sealed class SqlTrace : IDisposable
{
    private readonly ActivitySource _source = new("TodoApp.Tests.SqlTrace");
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> _statements = new();
    private readonly ActivityListener _listener;

    /// <summary>Begins to listen.</summary>
    public SqlTrace()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore" or "System.Net.Http" || source == _source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.query.text") is string sql && _statements.TryGetValue(activity.TraceId, out var statements))
                    statements.Enqueue(sql);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Does something and gives the statements that it brought about.</summary>
    public async Task<IReadOnlyList<string>> Of(Func<Task> work)
    {
        Activity.Current = null;
        using var activity = _source.StartActivity("request") ?? throw new InvalidOperationException("Nobody listens.");
        var statements = _statements.GetOrAdd(activity.TraceId, _ => new());
        await work();
        return [.. statements];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }
}

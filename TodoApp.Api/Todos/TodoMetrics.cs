using System.Diagnostics.Metrics;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>
/// Counts what people and agents get done. What comes of a rule or an import is left out: nobody did it just now.
/// </summary>
internal sealed class TodoMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _created;
    private readonly Counter<long> _completed;

    public TodoMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("TodoApp.Todos");
        _created = _meter.CreateCounter<long>("todoapp.todos.created", "{todo}", "Todos that were created.");
        _completed = _meter.CreateCounter<long>("todoapp.todos.completed", "{todo}", "Todos that were completed.");
    }

    public void Created() => _created.Add(1);

    public void Completed(int count) => _completed.Add(count);

    /// <summary>Counts a todo that this very write has completed: then both times are that of the write.</summary>
    public void Written(TodoItem? todo)
    {
        if (todo is { CompletedAt: { } completed } && completed == todo.UpdatedAt)
            _completed.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}

using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>
/// Collects the todos of another product's file and puts them into our own terms. Nothing is refused for not fitting:
/// it is adapted, and the log says how.
/// </summary>
internal sealed class ForeignFile(ImportContext context, ImportLog log)
{
    private static readonly Guid s_inbox = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

    private readonly List<ForeignTodo> _todos = [];
    private readonly ForeignTree _tree = new();
    private readonly Dictionary<string, ExportedList> _lists = [];

    public ImportLog Log => log;

    public ImportContext Context => context;

    /// <summary>The lists so far.</summary>
    public IReadOnlyList<ExportedList> Lists => [.. _lists.Values];

    /// <summary>Whether there are more todos than one import takes; reading on would be in vain.</summary>
    public bool IsFull => _todos.Count > Limits.ImportTodos;

    public void Add(ForeignTodo todo)
    {
        _todos.Add(todo);
        _tree.Add(todo);
    }

    /// <summary>The list of a name, made when it is new.</summary>
    public ExportedList ListOf(string? name)
    {
        var fit = name is null ? "" : FittedText.Cut(FittedText.Line(name), Limits.ListName);
        if (_lists.TryGetValue(fit.ToLowerInvariant(), out var list))
            return list;

        if (name is not null && fit.Length > 0 && fit != name.Trim())
            log.Adapt(null, null, $"The name of the list “{name}” is now “{fit}”.");
        var time = DateTimeOffset.MaxValue;
        list = fit.Length == 0
            ? new(s_inbox, "Inbox", null, IsInbox: true, Archived: false, time, time, null)
            : new(Guid.CreateVersion7(), fit, null, IsInbox: false, Archived: false, time, time, null);
        return _lists[fit.ToLowerInvariant()] = list;
    }

    /// <summary>Replaces what is known of a list.</summary>
    public void Describe(ExportedList list) => _lists[list.Name.ToLowerInvariant()] = list;

    /// <summary>The file in our own terms.</summary>
    public Outcome<ImportFile> Finish()
    {
        if (IsFull)
            return TooManyTodos;

        var ids = _todos.ToDictionary(t => t, _ => Guid.CreateVersion7());
        var fitting = new Fitting(context, log);
        var todos = new List<ExportedTodo>(_todos.Count);
        foreach (var todo in _todos)
        {
            var whole = WholeOf(todo);
            var list = ListOf((whole ?? todo).List ?? context.List);
            todos.Add(fitting.Fit(todo, ids[todo], whole is null ? null : ids[whole], list.Id));
        }

        return ImportFile.Of(Lists, todos, log, [.. _todos.Select(t => t.Line)]);
    }

    public static Failure TooManyTodos { get; } =
        Failure.Invalid("todos", $"The file has more than {Limits.ImportTodos:N0} todos. Nothing was imported.");

    /// <summary>The todo it is a part of. Parts of parts become parts of the whole, because there is one level here.</summary>
    private ForeignTodo? WholeOf(ForeignTodo todo)
    {
        if (todo.ParentKey is null)
            return null;

        if (_tree.ParentOf(todo) is not { } parent)
        {
            log.Adapt(todo.Line, todo.Title, "What it is a part of is not in the file, so it stands on its own.");
            return null;
        }

        var top = _tree.TopOf(todo);
        if (top != parent)
            log.Adapt(todo.Line, todo.Title, "There is one level of parts here, so it moved up to the topmost one.");
        return top == todo ? null : top;
    }
}

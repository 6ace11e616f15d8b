namespace TodoApp.Api.Transfer.Foreign;

/// <summary>
/// Which todo of a file is a part of which, however deep. Every path is walked once, so that a long chain costs no
/// more than a flat file.
/// </summary>
internal sealed class ForeignTree
{
    private readonly Dictionary<string, ForeignTodo> _byKey = [];
    private readonly Dictionary<ForeignTodo, ForeignTodo> _tops = [];

    /// <summary>Of two todos with one key the first is meant by it.</summary>
    public void Add(ForeignTodo todo)
    {
        if (todo.Key is { } key)
            _byKey.TryAdd(key, todo);
    }

    public ForeignTodo? ParentOf(ForeignTodo todo) =>
        todo.ParentKey is { } key && _byKey.GetValueOrDefault(key) is { } parent && parent != todo ? parent : null;

    /// <summary>The one that is no part of another; of a circle, the one by which it was entered.</summary>
    public ForeignTodo TopOf(ForeignTodo todo)
    {
        var path = new HashSet<ForeignTodo>();
        var current = todo;
        ForeignTodo? top;
        while (!_tops.TryGetValue(current, out top))
        {
            if (!path.Add(current))
            {
                top = current;
                break;
            }

            if (ParentOf(current) is not { } above)
            {
                top = current;
                break;
            }

            current = above;
        }

        foreach (var passed in path)
            _tops[passed] = top;
        return _tops[top] = top;
    }
}

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>A place in an object. What is not there is a place too, with nothing in it.</summary>
internal readonly record struct Node(object? Value)
{
    public Node this[string key] => new(Value is IDictionary<object, object?> map && map.TryGetValue(key, out var value) ? value : null);

    public bool Exists => Value is not null;

    /// <summary>A scalar as it is written: numbers and booleans are texts too.</summary>
    public string? Text => Value as string;

    public IEnumerable<Node> Items => Value is IList<object?> list ? list.Select(static item => new Node(item)) : [];

    public IEnumerable<KeyValuePair<string, Node>> Entries => Value is IDictionary<object, object?> map
        ? map.Select(static entry => KeyValuePair.Create((string)entry.Key, new Node(entry.Value)))
        : [];

    /// <summary>A map of texts, such as labels.</summary>
    public Dictionary<string, string> Texts => Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Text ?? "");

    public bool Is(string text) => Text == text;
}

using System.Collections;

namespace TodoApp.ServiceDefaults;

/// <summary>A log scope that structured loggers read as properties and consoles print as text.</summary>
internal sealed class CorrelationScope(string id) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private string? _user;

    /// <summary>What the scope says of the request.</summary>
    public string Id => id;

    public int Count => _user is null ? 1 : 2;

    public KeyValuePair<string, object?> this[int index] => (index, _user) switch
    {
        (0, _) => new("CorrelationId", id),
        (1, { } user) => new("UserId", user),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Whose request it is turns out on the way; lines from then on say so.</summary>
    public void Identify(Guid user) => _user = user.ToString();

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        var count = Count;
        for (var i = 0; i < count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _user is { } user ? $"CorrelationId:{id}, UserId:{user}" : $"CorrelationId:{id}";
}

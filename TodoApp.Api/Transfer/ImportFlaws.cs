using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>What is wrong with a file, place by place: the first hundred, and that there are more.</summary>
internal sealed class ImportFlaws
{
    private const int Most = 100;

    private readonly Dictionary<string, List<string>> _byPlace = [];
    private int _count;

    public bool Any => _count > 0;

    public void Add(string place, string flaw)
    {
        if (_count++ >= Most)
            return;
        if (_byPlace.TryGetValue(place, out var flaws))
            flaws.Add(flaw);
        else
            _byPlace[place] = [flaw];
    }

    public Failure ToFailure() =>
        new(ProblemCodes.ValidationFailed, _count > Most
            ? $"Nothing was imported: {_count:N0} things in the file are wrong. The first {Most} are named."
            : "Nothing was imported: something in the file is wrong.")
        {
            Errors = _byPlace.ToDictionary(p => p.Key, p => p.Value.ToArray()),
        };
}

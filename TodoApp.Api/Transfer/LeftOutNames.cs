namespace TodoApp.Api.Transfer;

/// <summary>Counts what a file has that means nothing here, by its name, so that a report says it once.</summary>
internal sealed class LeftOutNames
{
    private const int MostNames = 100;
    private const string Others = "others";

    private readonly Dictionary<string, int> _counts = [];

    public void Count(string name)
    {
        var key = _counts.Count < MostNames || _counts.ContainsKey(name) ? FittedText.Cut(FittedText.Line(name), 60) : Others;
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    public void Report(ImportLog log)
    {
        foreach (var (name, times) in _counts.OrderByDescending(c => c.Value))
            log.LeaveOut(null, null, $"{name}: there is no place for it here ({(times == 1 ? "once" : $"{times:N0} times")}).", times);
    }
}

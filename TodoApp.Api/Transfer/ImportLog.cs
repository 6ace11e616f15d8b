using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>What of a file does not fit as it stands: all of it counted, the first of it kept.</summary>
internal sealed class ImportLog
{
    private const int LongestTitle = 80;
    private const int LongestReason = 300;

    private readonly List<ImportNote> _notes = [];

    public int Adapted { get; private set; }

    public int LeftOut { get; private set; }

    public IReadOnlyList<ImportNote> Notes => _notes;

    /// <summary>Something is there, in another way.</summary>
    public void Adapt(int? line, string? title, string reason) => Add(ImportEffect.Adapted, 1, line, title, reason);

    /// <summary>Something is not there.</summary>
    public void LeaveOut(int? line, string? title, string reason, int times = 1) =>
        Add(ImportEffect.LeftOut, times, line, title, reason);

    private void Add(ImportEffect effect, int times, int? line, string? title, string reason)
    {
        if (effect is ImportEffect.Adapted)
            Adapted += times;
        else
            LeftOut += times;
        if (_notes.Count < Limits.ImportNotes)
            _notes.Add(new(effect, line, title is null ? null : FittedText.Cut(title, LongestTitle), FittedText.Cut(reason, LongestReason)));
    }
}

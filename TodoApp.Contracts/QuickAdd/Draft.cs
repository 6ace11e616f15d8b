namespace TodoApp.Contracts.QuickAdd;

/// <summary>What has been understood so far, and the words that are left.</summary>
internal sealed class Draft(List<Token> tokens, Func<string, bool> knowsList)
{
    private readonly Dictionary<Token, QuickAddKind> _taken = [];
    private readonly List<Reading> _readings = [];
    private Priority _priority;
    private List<string> _tags = [];
    private string? _list;

    public IReadOnlyList<Token> Left => [.. tokens.Where(t => !_taken.ContainsKey(t))];

    /// <summary>Takes priority, tags and list. Where a text names two priorities or lists, neither is taken.</summary>
    public void TakeMarks(QuickAddLanguage language)
    {
        var priorities = tokens.Select(t => (Token: t, Value: Marks.Priority(t, language))).Where(m => m.Value is not null).ToList();
        if (priorities.Select(p => p.Value).Distinct().Count() == 1)
        {
            _priority = priorities[0].Value!.Value;
            Take(priorities.Select(p => p.Token), QuickAddKind.Priority);
        }

        var tags = tokens.Select(t => (Token: t, Value: Marks.Tag(t))).Where(m => m.Value is not null).ToList();
        var names = tags.Select(t => t.Value!).Distinct().ToList();
        if (names.Count <= Limits.TagsPerTodo)
        {
            _tags = names;
            Take(tags.Select(t => t.Token), QuickAddKind.Tag);
        }

        var lists = tokens.Select(t => (Token: t, Value: Marks.List(t))).Where(m => m.Value is not null).ToList();
        if (lists.Select(l => l.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() != 1)
            return;

        _list = lists[0].Value;
        if (knowsList(_list!))
            Take(lists.Select(l => l.Token), QuickAddKind.List);
    }

    /// <summary>Takes what the words left surely mean; says whether there was anything.</summary>
    public bool TakeReadings(Sentence sentence)
    {
        var fresh = Readings.Of(sentence).Where(r => !_readings.Exists(r.Contradicts)).ToList();
        foreach (var reading in fresh)
            Take(Enumerable.Range(reading.First, reading.Count).Select(i => sentence[i]), reading.Kind);
        _readings.AddRange(fresh);
        return fresh.Count > 0;
    }

    public ParsedTodo ToTodo(DateOnly today, TimeOnly now, bool twelveHours)
    {
        var (dueOn, dueAt) = When.Of(_readings, today, now, twelveHours);
        var repeat = _readings.Find(r => r.Repeat is not null)?.Repeat;
        return new(
            Title.Of(tokens, _taken), dueOn, dueAt, _priority, _tags, _list, repeat?.Rule, repeat?.FromCompletion ?? false, Spans());
    }

    private void Take(IEnumerable<Token> words, QuickAddKind kind)
    {
        foreach (var word in words)
            _taken.Add(word, kind);
    }

    /// <summary>Neighbouring words of one kind are one span, save marks, of which each is its own.</summary>
    private List<QuickAddSpan> Spans()
    {
        var spans = new List<QuickAddSpan>();
        Token? before = null;
        foreach (var token in tokens)
        {
            if (!_taken.TryGetValue(token, out var kind))
            {
                before = null;
                continue;
            }

            var joins = before is not null && _taken[before] == kind && kind is QuickAddKind.Due or QuickAddKind.Time or QuickAddKind.Recurrence;
            if (joins && before is not null && spans[^1].Kind == kind)
                spans[^1] = spans[^1] with { Length = token.Start + token.Raw.Length - spans[^1].Start };
            else
                spans.Add(new(token.Start, token.Raw.Length, kind));
            before = token;
        }

        return spans;
    }
}

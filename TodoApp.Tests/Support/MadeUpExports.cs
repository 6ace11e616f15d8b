using FsCheck;
using FsCheck.Fluent;
using TodoApp.Contracts;

namespace TodoApp.Tests.Support;

/// <summary>Random exports with what is hard on formats in them.</summary>
internal static class MadeUpExports
{
    private static readonly string[] s_hard =
    [
        "=", "+", "-", "@", "'", "''=", "\"", "\"\"", ",", ";", ":", "|", "\\", "\\n", "\\,", "=1+1", "＝cmd", "BEGIN:VTODO", "END:VCALENDAR", "TZID=", "%0A",
        "דנה", "🦄", "👩‍👩‍👧", "é", "\u0301", "\u2028", "\uFEFF", "\u00A0", " ", "a", "Z", "0", "null", "true", "2026-12-31", "ﬁ", new string('ü', 40),
    ];

    private static readonly string[] s_rules =
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU", "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;COUNT=12", "FREQ=WEEKLY;UNTIL=20301231",
    ];

    private static readonly string[] s_zones =
        ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC"];

    private static readonly Gen<string> s_line =
        from count in Gen.Choose(1, 8)
        from parts in Gen.OneOf(Gen.Elements(s_hard), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")).ArrayOf(count)
        select Fit(string.Concat(parts));

    private static readonly Gen<string> s_notes =
        from lines in s_line.ArrayOf(3)
        from between in Gen.Elements("\n", "\r\n", "\n\n", "\t", "\r")
        from before in Gen.Elements("", "\t", "\n", " ", "'")
        select before + string.Join(between, lines);

    private static readonly Gen<string[]> s_tags =
        from count in Gen.Choose(0, 4)
        from names in s_line.Select(t => new string([.. TagName.Normalize(t).Where(c => !char.IsWhiteSpace(c) && c is not (',' or '#' or '/'))])).ArrayOf(count)
        select names.Select(TagName.Normalize).Where(t => TagName.Flaw(t) is null).Distinct().Order(StringComparer.Ordinal).ToArray();

    private static readonly Gen<DateTimeOffset> s_instant =
        Gen.Choose(0, 700_000_000).Select(s => DateTimeOffset.UnixEpoch.AddSeconds(1_000_000_000 + s));

    private sealed record When(DateOnly? Day, TimeOnly? Time, string? Zone, string? Rule, RecurrenceFrom From, int Done);

    private static readonly Gen<When> s_when =
        from kind in Gen.Choose(0, 3)
        from day in Gen.Choose(0, 4_000)
        from second in Gen.Choose(0, 86_399)
        from zone in Gen.Elements(s_zones)
        from rule in Gen.Elements(s_rules)
        from counted in Gen.Elements(RecurrenceFrom.Due, RecurrenceFrom.Completion)
        from recurs in Gen.Elements(true, false)
        from done in Gen.Choose(0, 11)
        let due = kind > 0
        let timed = kind > 1
        select new When(
            due ? new DateOnly(2020, 1, 1).AddDays(day) : null, timed ? TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second)) : null, timed ? zone : null,
            due && recurs ? rule : null, due && recurs ? counted : RecurrenceFrom.Due, due && recurs ? done : 0);

    private static readonly Gen<ExportedTodo> s_todo =
        from title in s_line
        from notes in Gen.OneOf(Gen.Constant<string?>(null), s_notes.Select(n => string.IsNullOrWhiteSpace(n) ? null : n))
        from priority in Gen.Elements(Enum.GetValues<Priority>())
        from tags in s_tags
        from due in s_when
        from isDone in Gen.Elements(true, false, false)
        from times in s_instant.ArrayOf(3)
        let completed = isDone ? times[0] : (DateTimeOffset?)null
        let rule = isDone ? null : due.Rule
        select new ExportedTodo(
            Guid.CreateVersion7(), default, null, title, notes, completed, priority, tags, due.Day, due.Time, due.Zone, times[1], times[2], null,
            rule, rule is null ? RecurrenceFrom.Due : due.From, rule is null ? 0 : due.Done);

    /// <summary>Exports of an account with some lists and todos, some of them parts of others.</summary>
    public static Gen<AccountExport> Exports { get; } =
        from names in s_line.ArrayOf(3)
        from count in Gen.Choose(0, 12)
        from todos in s_todo.ArrayOf(count)
        from places in Gen.Choose(0, 3).ArrayOf(count)
        from parents in Gen.Choose(-8, count - 1).ArrayOf(count)
        select Assemble(names, todos, places, parents);

    /// <summary>What has to come back: everything but ids and, where the format does not carry them, lists without todos.</summary>
    public static IReadOnlyList<string> Shape(AccountExport export, Func<string, string>? ofNotes = null)
    {
        var lists = export.Lists.ToDictionary(l => l.Id, l => l.IsInbox ? "" : l.Name);
        var places = export.Todos.Select((t, i) => (t.Id, i)).ToDictionary(p => p.Id, p => p.i);
        return [.. export.Todos.Select(t => (t with
        {
            Id = default,
            ListId = default,
            ParentId = null,
            Tags = null,
            Notes = t.Notes is null || ofNotes is null ? t.Notes : ofNotes(t.Notes),
        }) + $"|{lists[t.ListId]}|{(t.ParentId is { } p ? places[p] : -1)}|{string.Join(' ', (t.Tags ?? []).Order(StringComparer.Ordinal))}")];
    }

    private static AccountExport Assemble(string[] names, ExportedTodo[] todos, int[] places, int[] parents)
    {
        var time = DateTimeOffset.UnixEpoch.AddDays(15_000);
        ExportedList[] lists =
        [
            new(Guid.CreateVersion7(), "Inbox", null, true, false, time, time, null),
            .. names.Select(n => Cut(n, Limits.ListName)).DistinctBy(n => n.ToLowerInvariant()).Where(n => !n.Equals("inbox", StringComparison.OrdinalIgnoreCase))
                .Select(n => new ExportedList(Guid.CreateVersion7(), n, null, false, false, time, time, null)),
        ];
        var placed = todos.Select((t, i) => t with { ListId = lists[places[i] % lists.Length].Id }).ToArray();
        // A part is in any place before or behind its whole, and in the list of it.
        for (var i = 0; i < placed.Length; i++)
        {
            if (parents[i] >= 0 && parents[i] != i && placed[parents[i]].ParentId is null && placed.All(t => t.ParentId != placed[i].Id))
                placed[i] = placed[i] with
                {
                    ParentId = placed[parents[i]].Id,
                    ListId = placed[parents[i]].ListId,
                    Recurrence = null,
                    RecurrenceFrom = RecurrenceFrom.Due,
                    OccurrencesDone = 0,
                };
        }

        return new(1, time, new(null, null, null, null, time), lists, [], placed);
    }

    private static string Fit(string text)
    {
        var plain = new string([.. text.EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r)).SelectMany(r => r.ToString())]).Trim();
        return plain.Length == 0 ? "x" : Cut(plain, Limits.Title);
    }

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].Trim();
}

using System.Text;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>
/// Makes a todo of another product fit the rules of ours. What has no place goes below the notes; what does not fit
/// even there is left out. Either is logged.
/// </summary>
internal sealed class Fitting(ImportContext context, ImportLog log)
{
    private const string Nameless = "Untitled";

    public ExportedTodo Fit(ForeignTodo todo, Guid id, Guid? whole, Guid list)
    {
        var title = Title(todo);
        var tags = Tags(todo);
        Zone(todo);
        var rule = Rule(todo, isPart: whole is not null);
        var now = DateTimeOffset.MaxValue;
        return new(
            id, list, whole, title, Notes(todo, title), todo.CompletedAt, todo.Priority, tags,
            todo.DueOn, todo.DueAt, todo.TimeZone,
            todo.CreatedAt ?? todo.UpdatedAt ?? now, todo.UpdatedAt ?? todo.CreatedAt ?? now, null,
            rule, rule is null ? RecurrenceFrom.Due : todo.RecurrenceFrom,
            rule is null ? 0 : Math.Clamp(todo.OccurrencesDone, 0, Limits.RecurrenceCount));
    }

    private string Title(ForeignTodo todo)
    {
        var line = FittedText.Line(todo.Title);
        if (line.Length == 0)
        {
            log.Adapt(todo.Line, null, $"It has no title and is called “{Nameless}”.");
            return Nameless;
        }

        if (line.Length <= Limits.Title)
            return line;

        todo.Remarks.Insert(0, ("Title", line));
        log.Adapt(todo.Line, line, $"Its title is longer than {Limits.Title} characters; the whole of it stands in the notes.");
        return FittedText.Cut(line, Limits.Title);
    }

    private List<string> Tags(ForeignTodo todo)
    {
        var fit = new List<string>();
        foreach (var given in todo.Tags.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct())
        {
            var tag = Tag(given);
            if (tag is null || fit.Count == Limits.TagsPerTodo)
            {
                todo.Remarks.Add(("Tag", given));
                log.Adapt(todo.Line, todo.Title, $"The tag “{given}” stands in the notes: a todo has {Limits.TagsPerTodo} tags at most.");
            }
            else if (!fit.Contains(tag))
            {
                fit.Add(tag);
                if (!tag.Equals(FittedText.Line(given).Normalize(), StringComparison.OrdinalIgnoreCase))
                    log.Adapt(todo.Line, todo.Title, $"The tag “{given}” is now “{tag}”.");
            }
        }

        return fit;
    }

    /// <summary>The nearest name that a tag can have; null when nothing is left of it.</summary>
    private static string? Tag(string given)
    {
        var name = new StringBuilder();
        foreach (var c in FittedText.Line(given).TrimStart('#'))
            name.Append(char.IsWhiteSpace(c) || c is ',' or '#' or '/' ? '-' : c);

        var text = TagName.Normalize(FittedText.Line(name.ToString()));
        if (text.Length > Limits.TagName)
            text = TagName.Normalize(text[..(char.IsHighSurrogate(text[Limits.TagName - 1]) ? Limits.TagName - 1 : Limits.TagName)]);
        return TagName.Flaw(text) is null ? text : null;
    }

    private void Zone(ForeignTodo todo)
    {
        if (todo.DueAt is null || todo.DueOn is null)
        {
            (todo.DueAt, todo.TimeZone) = (null, null);
            return;
        }

        if (todo.TimeZone is null || !TimeZoneNameAttribute.IsKnown(todo.TimeZone))
            todo.TimeZone = context.Zone.Id;
    }

    private string? Rule(ForeignTodo todo, bool isPart)
    {
        if (todo.Recurrence is not { } given)
            return null;

        var flaw = isPart ? "a part recurs with its whole, not on its own"
            : todo.CompletedAt is not null ? "what is done recurs no more"
            : todo.DueOn is null ? "it has no due day to recur from"
            : RecurrenceRule.TryParse(given, out var rule, out var reason) ? null : reason;
        if (flaw is null)
            return RecurrenceRule.Parse(given).ToString();

        todo.Remarks.Add(("Recurrence", given));
        log.Adapt(todo.Line, todo.Title, $"How it recurs stands in the notes: {flaw}");
        return null;
    }

    private string? Notes(ForeignTodo todo, string title)
    {
        var notes = new StringBuilder(FittedText.Lines(todo.Notes ?? ""));
        if (notes.Length > 0 && todo.Remarks.Count > 0)
            notes.Append("\n\n");
        notes.AppendJoin('\n', todo.Remarks.Select(r => $"{r.Label}: {FittedText.Lines(r.Text)}"));
        var text = notes.ToString();
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= Limits.Notes)
            return text;

        log.LeaveOut(todo.Line, title, $"Its notes are longer than {Limits.Notes:N0} characters; {text.Length - Limits.Notes + 1:N0} at the end are left out.");
        return FittedText.Cut(text, Limits.Notes);
    }
}

using System.Globalization;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>Makes a todo of the properties of a VTODO (RFC 5545, 3.6.2), ours or another product's.</summary>
internal sealed class TodoReader(ForeignFile file, LeftOutNames leftOut)
{
    /// <summary>Of use to calendars only, or said again by another property.</summary>
    private static readonly HashSet<string> s_silent =
        ["UID", "DTSTAMP", "SEQUENCE", "STATUS", "COMPLETED", "PERCENT-COMPLETE", "DUE", "DTSTART", "RRULE", CalendarNames.RecurrenceFrom, CalendarNames.OccurrencesDone];

    private static readonly Dictionary<string, string> s_remarks = new()
    {
        ["LOCATION"] = "Location",
        ["URL"] = "Link",
        ["COMMENT"] = "Comment",
        ["CONTACT"] = "Contact",
    };

    /// <summary>What the calendar is called: the list of todos that name none.</summary>
    public string? List { get; set; }

    public ForeignTodo Read(int line, IReadOnlyList<ContentLine> properties)
    {
        var todo = new ForeignTodo { Line = line, List = List };
        var first = new Dictionary<string, ContentLine>();
        foreach (var property in properties)
        {
            if (!s_silent.Contains(property.Name))
                Take(todo, property);
            else if (!first.TryAdd(property.Name, property))
                leftOut.Count($"a second {property.Name}");
        }

        todo.Key = Identify(first.GetValueOrDefault("UID"), properties, todo);
        CalendarStatus.Take(todo, first, file.Log);
        CalendarDue.Take(todo, first, file);
        return todo;
    }

    private void Take(ForeignTodo todo, ContentLine property)
    {
        switch (property.Name)
        {
            case "SUMMARY":
                todo.Title = CalendarText.Unescape(property.Value);
                break;
            case "DESCRIPTION":
                todo.Notes = CalendarText.Unescape(property.Value);
                break;
            case "CATEGORIES":
                todo.Tags.AddRange(CalendarText.Split(property.Value));
                break;
            case "PRIORITY":
                todo.Priority = PriorityOf(property.Value);
                break;
            case "CREATED":
                todo.CreatedAt = Instant(property);
                break;
            case "LAST-MODIFIED":
                todo.UpdatedAt = Instant(property);
                break;
            case CalendarNames.List:
                todo.List = CalendarText.Unescape(property.Value);
                break;
            case "RELATED-TO" when property["RELTYPE"] is null || "PARENT".Equals(property["RELTYPE"], StringComparison.OrdinalIgnoreCase):
                todo.ParentKey ??= property.Value.Trim();
                break;
            default:
                TakeOther(todo, property);
                break;
        }
    }

    private void TakeOther(ForeignTodo todo, ContentLine property)
    {
        if (!s_remarks.TryGetValue(property.Name, out var label))
            leftOut.Count(property.Name);
        else if (!string.IsNullOrWhiteSpace(property.Value))
            todo.Remarks.Add((label, CalendarText.Unescape(property.Value)));
    }

    private DateTimeOffset? Instant(ContentLine property)
    {
        if (CalendarTime.ReadInstant(property) is { } instant)
            return instant;

        leftOut.Count($"a {property.Name} that is no time");
        return null;
    }

    /// <summary>One occurrence of a series has the UID of the series, and is a todo of its own here.</summary>
    private string? Identify(ContentLine? uid, IReadOnlyList<ContentLine> properties, ForeignTodo todo)
    {
        if (properties.All(p => p.Name != "RECURRENCE-ID"))
            return uid?.Value.Trim();

        file.Log.Adapt(todo.Line, todo.Title, "It stands for one occurrence of a series and is now a todo of its own.");
        return null;
    }

    /// <summary>1 to 4 is high, 5 is medium, 6 to 9 is low, 0 says nothing (RFC 5545, 3.8.1.9).</summary>
    private static Priority PriorityOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number switch { >= 1 and <= 4 => Priority.High, 5 => Priority.Medium, >= 6 and <= 9 => Priority.Low, _ => Priority.None }
            : Priority.None;
}

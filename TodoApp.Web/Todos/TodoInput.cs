using System.Globalization;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Todos;

/// <summary>A todo as it was typed, word for word, so that a form can be shown again with nothing lost.</summary>
public sealed record TodoInput
{
    public string Title { get; init; } = "";

    public string Notes { get; init; } = "";

    public string DueOn { get; init; } = "";

    public string DueAt { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public string Priority { get; init; } = "none";

    public string Tags { get; init; } = "";

    public string ListId { get; init; } = "";

    public RepeatInput Repeat { get; init; } = new();

    /// <summary>The day the form began with: only another one was chosen.</summary>
    public string SuggestedDueOn { get; init; } = "";

    /// <summary>The list the form began with.</summary>
    public string SuggestedListId { get; init; } = "";

    /// <summary>The version the person saw when they began to type.</summary>
    public string Version { get; init; } = "";

    public static TodoInput Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new()
        {
            Title = form["title"].ToString(),
            Notes = form["notes"].ToString().ReplaceLineEndings("\n"),
            DueOn = form["dueOn"].ToString(),
            DueAt = form["dueAt"].ToString(),
            TimeZone = form["timeZone"].ToString(),
            Priority = form["priority"].ToString(),
            Tags = form["tags"].ToString(),
            ListId = form["listId"].ToString(),
            Repeat = RepeatInput.Read(form),
            SuggestedDueOn = form["suggestedDueOn"].ToString(),
            SuggestedListId = form["suggestedListId"].ToString(),
            Version = form["version"].ToString(),
        };
    }

    public static TodoInput Of(TodoItem todo)
    {
        ArgumentNullException.ThrowIfNull(todo);
        return new()
        {
            Title = todo.Title,
            Notes = todo.Notes ?? "",
            DueOn = todo.DueOn?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            DueAt = todo.DueAt?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
            TimeZone = todo.TimeZone ?? "",
            Priority = PriorityText.Value(todo.Priority),
            Tags = string.Join(' ', todo.Tags),
            ListId = todo.ListId.ToString(),
            Repeat = RepeatInput.Of(todo),
            Version = todo.Version,
        };
    }

    /// <summary>Reads what was typed, or says what about it cannot be read.</summary>
    internal ApiResult<TodoDraft> Parse()
    {
        var errors = new FieldErrors();
        var title = Title.Trim();
        if (title.Length == 0)
            errors.Add("title", "Say what has to be done.");
        if (title.Length > Limits.Title)
            errors.Add("title", $"At most {Limits.Title} characters; this has {title.Length:N0}. The notes take more.");
        CheckNotes(errors);

        var draft = new TodoDraft(
            title, Notes.Trim().Length == 0 ? null : Notes, Day(errors), Time(errors), TimeZone.Length == 0 ? null : TimeZone,
            PriorityText.Parse(Priority), TagNames(), Guid.TryParse(ListId, out var list) ? list : null);
        draft = draft with { Repetition = Repeat.Parse(draft.DueOn, errors) };
        if (draft is { DueAt: not null, DueOn: null } && errors.For("dueOn") is null)
            errors.Add("dueOn", "A time needs a day.");

        return errors.Any ? ApiProblem.Invalid(errors) : draft;
    }

    /// <summary>Reads a todo in somebody's own words, with what was chosen besides them.</summary>
    internal ApiResult<QuickAddTodo> ParseQuickAdd()
    {
        var errors = new FieldErrors();
        if (Title.Trim().Length == 0)
            errors.Add("title", "Say what has to be done.");
        if (Title.Trim().Length > Limits.QuickAdd)
            errors.Add("title", $"At most {Limits.QuickAdd} characters; this has {Title.Trim().Length:N0}. The notes take more.");
        CheckNotes(errors);

        var (day, time) = (Day(errors), Time(errors));
        Guid? list = Guid.TryParse(ListId, out var id) ? id : null;
        var (isDayChosen, isListChosen) = (DueOn != SuggestedDueOn, ListId != SuggestedListId);
        return errors.Any
            ? ApiProblem.Invalid(errors)
            : new QuickAddTodo(
                Title.Trim(), Notes.Trim().Length == 0 ? null : Notes, isListChosen ? list : null, PriorityText.Parse(Priority),
                TagNames(), isDayChosen ? day : null, time, new(isListChosen ? null : list, isDayChosen ? null : day));
    }

    private void CheckNotes(FieldErrors errors)
    {
        if (Notes.Length > Limits.Notes)
            errors.Add("notes", $"At most {Limits.Notes:N0} characters; this has {Notes.Length:N0}.");
    }

    private DateOnly? Day(FieldErrors errors)
    {
        if (DueOn.Length == 0)
            return null;
        if (DateOnly.TryParseExact(DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        errors.Add("dueOn", "Write the day as year-month-day, such as 2026-11-30.");
        return null;
    }

    private TimeOnly? Time(FieldErrors errors)
    {
        if (DueAt.Length == 0)
            return null;
        if (TimeOnly.TryParseExact(DueAt, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;

        errors.Add("dueAt", "Write the time as hours and minutes, such as 09:30.");
        return null;
    }

    /// <summary>Names apart by spaces or commas, each perhaps with the # that people write before them.</summary>
    internal IReadOnlyList<string> TagNames() =>
        [.. Tags.Split([' ', ',', ';', '\t', '\n', '\r', '\u3000'], StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => tag.TrimStart('#'))
            .Where(tag => tag.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
}

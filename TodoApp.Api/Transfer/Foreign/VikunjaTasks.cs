using System.Globalization;
using TodoApp.Contracts;
using static System.FormattableString;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>Makes todos of Vikunja's tasks.</summary>
internal sealed class VikunjaTasks(ForeignFile file, LeftOutNames leftOut)
{
    private const long SecondsADay = 86_400;

    /// <summary>Its repeat modes: by an interval, each month, by an interval from the day it is done.</summary>
    private const int Monthly = 1, FromCompletion = 2;

    private int _number;

    public void Add(VikunjaTask? task, string? list)
    {
        _number++;
        if (task is null)
        {
            leftOut.Count("a task that is null");
            return;
        }

        var todo = new ForeignTodo
        {
            Line = _number,
            Key = Key(task.Id),
            List = list,
            Title = task.Title ?? "",
            Priority = task.Priority switch { <= 0 => Priority.None, 1 => Priority.Low, 2 => Priority.Medium, _ => Priority.High },
            CreatedAt = Instant(task.Created),
            UpdatedAt = Instant(task.Updated),
        };
        if (task.Done)
            todo.CompletedAt = Instant(task.DoneAt) ?? todo.UpdatedAt ?? DateTimeOffset.MaxValue;
        todo.Tags.AddRange((task.Labels ?? []).Select(l => l?.Title).OfType<string>());
        TakeText(todo, task);
        TakeDue(todo, task);
        TakeRelations(todo, task);
        TakeRest(todo, task);
        file.Add(todo);
    }

    private void TakeText(ForeignTodo todo, VikunjaTask task)
    {
        if (task.Description is { Length: > 0 } description)
        {
            todo.Notes = VikunjaText.Plain(description);
            if (VikunjaText.IsHtml(description))
                file.Log.Adapt(todo.Line, todo.Title, "Its description was HTML; the text of it is kept.");
        }

        foreach (var comment in task.Comments?.Select(c => c?.Comment).OfType<string>() ?? [])
            todo.Remarks.Add(("Comment", VikunjaText.Plain(comment)));
    }

    /// <summary>Vikunja knows instants only: they become the local time where the person is.</summary>
    private void TakeDue(ForeignTodo todo, VikunjaTask task)
    {
        if (Instant(task.DueDate) is { } due)
        {
            var local = TimeZoneInfo.ConvertTime(due, file.Context.Zone).DateTime;
            (todo.DueOn, todo.DueAt, todo.TimeZone) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), file.Context.Zone.Id);
        }

        if (task.RepeatMode == Monthly)
            todo.Recurrence = "FREQ=MONTHLY";
        else if (task.RepeatAfter > 0)
            todo.Recurrence = Every(task.RepeatAfter);
        if (task.RepeatMode == FromCompletion)
            todo.RecurrenceFrom = RecurrenceFrom.Completion;
    }

    /// <summary>Whole weeks or days; anything else is no rule and goes to the notes as it is.</summary>
    private static string Every(long seconds)
    {
        var days = seconds / SecondsADay;
        return seconds % SecondsADay != 0 ? Invariant($"every {seconds} seconds")
            : days % 7 == 0 ? Invariant($"FREQ=WEEKLY;INTERVAL={days / 7}")
            : Invariant($"FREQ=DAILY;INTERVAL={days}");
    }

    private void TakeRelations(ForeignTodo todo, VikunjaTask task)
    {
        foreach (var (kind, others) in task.RelatedTasks ?? new Dictionary<string, IReadOnlyList<VikunjaRelated>?>())
        {
            foreach (var other in others?.OfType<VikunjaRelated>() ?? [])
            {
                if (kind == "parenttask")
                    todo.ParentKey ??= Key(other.Id);
                else if (kind != "subtask")
                    Remark(todo, $"Related ({kind})", other.Title ?? Key(other.Id));
            }
        }
    }

    private void TakeRest(ForeignTodo todo, VikunjaTask task)
    {
        if (Instant(task.StartDate) is { } start)
            Remark(todo, "Start", start.ToString("O", CultureInfo.InvariantCulture));
        if (Instant(task.EndDate) is { } end)
            Remark(todo, "End", end.ToString("O", CultureInfo.InvariantCulture));
        if (task.PercentDone is > 0 and < 1 && !task.Done)
            Remark(todo, "Percent complete", Math.Round(task.PercentDone * 100).ToString(CultureInfo.InvariantCulture));
        foreach (var name in task.Assignees?.Select(a => a?.Name is { Length: > 0 } full ? full : a?.Username).OfType<string>() ?? [])
            Remark(todo, "Responsible", name);
        for (var i = 0; i < task.Attachments?.Count; i++)
            leftOut.Count("attachments");
        for (var i = 0; i < task.Reminders?.Count; i++)
            leftOut.Count("reminders");
    }

    private void Remark(ForeignTodo todo, string label, string text)
    {
        todo.Remarks.Add((label, text));
        file.Log.Adapt(todo.Line, todo.Title, $"“{label}: {FittedText.Cut(text, 60)}” stands in the notes.");
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(DateTimeOffset? instant) => instant is { Year: > 1 } ? instant : null;
}
